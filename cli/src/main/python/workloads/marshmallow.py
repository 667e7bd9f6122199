"""Schemas that load, check and dump, nested ones, and their errors."""

import datetime

from marshmallow import EXCLUDE, Schema, ValidationError, fields, post_load, validate, validates_schema


class Line(Schema):
    name = fields.Str(required=True, validate=validate.Length(min=2))
    price = fields.Decimal(as_string=True, load_default="1.50")


class Order(Schema):
    class Meta:
        unknown = EXCLUDE

    when = fields.Date(required=True)
    lines = fields.List(fields.Nested(Line))
    mail = fields.Email()
    total = fields.Method("get_total", dump_only=True)

    def get_total(self, order):
        return len(order["lines"])

    @post_load
    def sort(self, data, **kwargs):
        data["lines"] = sorted(data.get("lines", []), key=lambda line: line["name"])
        return data

    @validates_schema
    def check(self, data, **kwargs):
        if data["when"] < datetime.date(2000, 1, 1):
            raise ValidationError("too old", "when")


def run():
    order = Order().load({"when": "2026-11-24", "lines": [{"name": "tea", "price": "2"}, {"name": "cup"}], "more": 1})
    errors = []
    for data in ({"when": "never", "lines": [{"name": "x"}, {}], "mail": "no"}, {"when": "1999-01-01"}, {}):
        try:
            Order().load(data)
        except ValidationError as error:
            errors.append(error.messages)
    return order, Order().dump(order), errors, Order(many=True, only=["when"]).dump([order])
