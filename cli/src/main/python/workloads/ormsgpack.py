"""Packing and unpacking, with dataclasses, numpy and extensions, and an error."""

import dataclasses
import datetime
import uuid

import numpy as np
import ormsgpack


@dataclasses.dataclass
class Point:
    x: int
    y: float


def run():
    value = {"p": Point(1, 2.5), "when": datetime.datetime(2026, 1, 2, 3), "id": uuid.UUID(int=7), "a": np.arange(6).reshape(2, 3)}
    data = ormsgpack.packb(value, option=ormsgpack.OPT_SERIALIZE_NUMPY)
    own = ormsgpack.packb(1 + 2j, default=lambda c: ormsgpack.Ext(5, repr(c).encode()))
    try:
        ormsgpack.unpackb(data[:-3])
    except ormsgpack.MsgpackDecodeError as error:
        failure = type(error).__name__
    return data, ormsgpack.unpackb(data), ormsgpack.unpackb(own, ext_hook=lambda tag, data: (tag, complex(data.decode()))), failure
