"""Encoding and decoding, shared values, tags, and an error."""

import datetime
import decimal
import fractions
import io

import cbor2


def run():
    shared = [1, 2]
    value = {
        "list": [shared, shared, -(2**70), 1.5, None],
        "when": datetime.datetime(2026, 11, 24, tzinfo=datetime.UTC),
        "price": decimal.Decimal("3.50"),
        "part": fractions.Fraction(1, 3),
        "set": {1},
        b"bytes": "é",
    }
    data = cbor2.dumps(value, value_sharing=True, canonical=True)
    again = cbor2.loads(data)
    stream = io.BytesIO()
    for n in range(100):
        cbor2.dump(n, stream)
    stream.seek(0)
    try:
        cbor2.loads(b"\x82\x01")
    except cbor2.CBORDecodeError as error:
        failure = type(error).__name__
    return (
        data.hex(),
        again == value,
        again["list"][0] is again["list"][1],
        sum(cbor2.load(stream) for _ in range(100)),
        cbor2.loads(cbor2.dumps(cbor2.CBORTag(6000, "x"))),
        failure,
    )
