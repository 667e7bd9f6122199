"""Identities of all versions."""

import uuid_utils


def run():
    seventh = [uuid_utils.uuid7() for _ in range(100)]
    try:
        uuid_utils.UUID("nonsense")
    except ValueError as error:
        failure = type(error).__name__
    return (
        str(uuid_utils.uuid5(uuid_utils.NAMESPACE_DNS, "example.com")),
        str(uuid_utils.uuid3(uuid_utils.NAMESPACE_DNS, "example.com")),
        len(set(seventh)),
        {identity.version for identity in seventh},
        uuid_utils.UUID(int=77).hex,
        failure,
    )
