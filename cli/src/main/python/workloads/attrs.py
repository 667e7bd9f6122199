"""Classes with checks, converters, slots and order; changed copies; and an error."""

import attr
from attrs import Factory, asdict, define, evolve, field, fields, frozen, validators


@define(order=True)
class Line:
    name: str = field(validator=validators.instance_of(str), converter=str.strip)
    price: float = field(default=0.0, validator=validators.ge(0))
    tags: list = Factory(list)

    @property
    def total(self):
        return self.price * 2


@frozen
class Order:
    lines: tuple
    id: int = field(default=1, metadata={"unit": "n"}, repr=False)


@attr.s
class Old:
    x = attr.ib(default=5)


def run():
    order = Order((Line(" tea ", 2.5, ["a"]), Line("cup")))
    try:
        Line("x", -1)
    except ValueError as error:
        failure = str(error)
    try:
        order.id = 5
    except AttributeError as error:
        frozen_error = type(error).__name__
    return asdict(order), evolve(order, id=7), sorted(order.lines), order.lines[0].total, Old(), hash(Order(())) == hash(Order(())), fields(Order).id.metadata["unit"], failure, frozen_error
