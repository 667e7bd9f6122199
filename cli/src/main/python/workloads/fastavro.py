"""Records to files and back, with schemas that have changed, and an error."""

import io

import fastavro
from fastavro import _read, validation

SCHEMA = {
    "type": "record",
    "name": "Line",
    "fields": [
        {"name": "id", "type": "long"},
        {"name": "names", "type": {"type": "array", "items": "string"}},
        {"name": "price", "type": ["null", "double"], "default": None},
        {"name": "kind", "type": {"type": "enum", "name": "Kind", "symbols": ["A", "B"]}},
    ],
}
NEWER = {"type": "record", "name": "Line", "fields": [{"name": "id", "type": "double"}, {"name": "more", "type": "int", "default": 7}]}


def run():
    lines = [{"id": n, "names": [f"n{n}", "é"], "price": n / 3 if n % 2 else None, "kind": "AB"[n % 2]} for n in range(300)]
    file = io.BytesIO()
    fastavro.writer(file, fastavro.parse_schema(SCHEMA), lines, codec="deflate", sync_marker=bytes(16))
    data = file.getvalue()
    single = io.BytesIO()
    fastavro.schemaless_writer(single, SCHEMA, lines[1])
    try:
        validation.validate({"id": "text"}, SCHEMA)
    except validation.ValidationError as error:
        failure = len(error.errors)
    return (
        list(fastavro.reader(io.BytesIO(data))) == lines,
        list(fastavro.reader(io.BytesIO(data), NEWER))[:2],
        single.getvalue(),
        _read.__name__,
        failure,
    )
