"""Models that check, convert and serialize, by way of pydantic; and the errors that they raise."""

from datetime import date
from decimal import Decimal
from typing import Annotated

from pydantic import BaseModel, Field, ValidationError, field_validator


class Line(BaseModel):
    name: Annotated[str, Field(min_length=2)]
    price: Decimal
    count: int = Field(gt=0)


class Order(BaseModel):
    when: date
    lines: list[Line]
    notes: dict[str, int | str] = {}

    @field_validator("lines")
    @classmethod
    def must_have_some(cls, lines):
        if not lines:
            raise ValueError("no lines")
        return lines


def run():
    order = Order.model_validate_json(
        '{"when": "2026-11-24", "lines": [{"name": "tea", "price": "3.50", "count": 2}], "notes": {"a": 1, "b": "x"}}'
    )
    try:
        Order.model_validate({"when": "never", "lines": [{"name": "t", "price": "x", "count": 0}]})
    except ValidationError as error:
        errors = [(e["type"], e["loc"]) for e in error.errors()]
    try:
        Order(when=date(2026, 1, 1), lines=[])
    except ValidationError as error:
        errors.append(error.errors()[0]["msg"])
    return order.model_dump_json(), order.model_dump(), errors, sorted(Order.model_json_schema()["$defs"])
