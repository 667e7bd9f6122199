"""Structures that are checked and converted, as JSON, MessagePack, and their schema; and an error."""

import datetime
from typing import Annotated

import msgspec


class Line(msgspec.Struct, tag="line", frozen=True, order=True):
    name: Annotated[str, msgspec.Meta(min_length=2)]
    price: float = 0.0


class Order(msgspec.Struct, rename="camel", omit_defaults=True):
    made_at: datetime.date
    lines: list[Line]
    extra: dict[str, int] = {}


def run():
    order = Order(datetime.date(2026, 11, 24), [Line("tea", 3.5), Line("cup")])
    data = msgspec.json.encode(order)
    try:
        msgspec.json.decode(b'{"madeAt": "2026-11-24", "lines": [{"type": "line", "name": "t"}]}', type=Order)
    except msgspec.ValidationError as error:
        failure = str(error)
    return (
        data,
        msgspec.json.decode(data, type=Order) == order,
        msgspec.msgpack.decode(msgspec.msgpack.encode(order), type=Order) == order,
        msgspec.convert({"madeAt": "2026-01-01", "lines": []}, Order),
        sorted(msgspec.json.schema(Order)["$defs"]),
        sorted([Line("b"), Line("a")]),
        msgspec.structs.replace(order, lines=[]),
        failure,
    )
