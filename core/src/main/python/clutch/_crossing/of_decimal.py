"""``decimal.Decimal`` crosses by its text."""

from decimal import Decimal

from clutch._crossing import values

values.register(Decimal, "decimal", str, Decimal)
