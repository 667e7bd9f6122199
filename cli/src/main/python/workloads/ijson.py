"""JSON in pieces, by the compiled parser."""

import io

import ijson
from ijson.backends import yajl2_c

DATA = b'{"items": [' + b",".join(b'{"n": %d, "t": "\\u00e9"}' % n for n in range(500)) + b'], "last": 1.5e3}'


def run():
    try:
        list(yajl2_c.items(io.BytesIO(b'{"a": [1, '), "a.item"))
    except ijson.JSONError as error:
        failure = type(error).__name__
    return (
        ijson.backend_name,
        sum(item["n"] for item in yajl2_c.items(io.BytesIO(DATA), "items.item")),
        list(yajl2_c.kvitems(io.BytesIO(DATA), ""))[-1],
        len(list(yajl2_c.parse(io.BytesIO(DATA), buf_size=77))),
        list(yajl2_c.basic_parse(io.BytesIO(b'[1, "x", null]'))),
        failure,
    )
