"""Dumping and loading, and an error."""

import ujson


def run():
    value = {"a": [1, -2.5, None, True], "é": "naïve/\u2028", "deep": {"x": [{}] * 5}, "big": 2**63}
    try:
        ujson.loads('{"a": ')
    except ujson.JSONDecodeError as error:
        failure = str(error)
    return ujson.dumps(value, sort_keys=True), ujson.dumps(value, indent=2, ensure_ascii=False), ujson.loads(ujson.dumps(value)) == value, failure
