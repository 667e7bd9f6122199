"""Packing, also of own types and streams, and an error."""

import datetime

import msgpack


def run():
    value = {"a": [1, -2, 2**40], "b": b"bytes", "c": None, "d": 1.5, "e": "é" * 40, "t": msgpack.Timestamp(5, 7)}
    packed = msgpack.packb(value)
    unpacker = msgpack.Unpacker()
    for n in range(100):
        unpacker.feed(msgpack.packb(n))
    own = msgpack.packb(1 + 2j, default=lambda c: msgpack.ExtType(9, repr(c).encode()))
    try:
        msgpack.unpackb(packed[:-1])
    except ValueError as error:
        failure = str(error)
    return (
        packed,
        msgpack.unpackb(packed) == value,
        sum(unpacker),
        msgpack.unpackb(own, ext_hook=lambda code, data: (code, complex(data.decode()))),
        msgpack.packb(datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC), datetime=True),
        msgpack.Packer.__module__,
        failure,
    )
