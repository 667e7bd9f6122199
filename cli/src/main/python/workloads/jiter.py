"""JSON, whole and in part, and an error."""

import jiter


def run():
    try:
        jiter.from_json(b'{"a": [1, }')
    except ValueError as error:
        failure = str(error)
    return (
        jiter.from_json(b'{"a": [1, 2.5, "x\\u00e9"], "b": null, "c": 123456789012345678901234567890}'),
        jiter.from_json(b'{"a": [1, 2, "part', partial_mode="trailing-strings"),
        jiter.from_json(b"[1.25]", float_mode="decimal"),
        len(jiter.from_json(b"[" + b"1," * 9999 + b"1]")),
        failure,
    )
