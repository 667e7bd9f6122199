"""Identities by name, from text, and many by chance."""

import fastuuid

NAMESPACE = fastuuid.UUID("6ba7b810-9dad-11d1-80b4-00c04fd430c8")


def run():
    identity = fastuuid.UUID("12345678-1234-5678-1234-567812345678")
    try:
        fastuuid.UUID("nonsense")
    except ValueError as error:
        failure = type(error).__name__
    return (
        str(fastuuid.uuid5(NAMESPACE, b"example.com")),
        str(fastuuid.uuid3(NAMESPACE, b"x")),
        (identity.int, identity.hex, identity.version, identity.bytes),
        len(set(fastuuid.uuid4_bulk(1000))),
        sorted([fastuuid.UUID(int=2), fastuuid.UUID(int=1)])[0].int,
        failure,
    )
