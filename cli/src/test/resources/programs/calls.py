"""Calls: arguments go in, results come out, whatever they are made of."""

import math
import operator
import sys
from concurrent import interpreters
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from functools import partial


@dataclass
class Order:
    customer: str
    lines: list = field(default_factory=list)

    def total(self):
        return sum(price * count for price, count in self.lines)


def plus_tax(order, rate):
    return order.customer, [(price * (1 + rate), count) for price, count in order.lines], order.total() * (1 + rate)


def describe(*args, **kwargs):
    return [type(arg).__name__ for arg in args], {name: repr(value) for name, value in sorted(kwargs.items())}


def factorial(n):
    return 1 if n < 2 else n * factorial(n - 1)


def main():
    interpreter = interpreters.create()
    print(interpreter.call(pow, 7, 20), interpreter.call(pow, 7, 20, mod=11))
    print(interpreter.call(factorial, 30), interpreter.call(math.gcd, 84, 36))
    print(interpreter.call(describe, None, 1, 1.5, "a", b"b", (1,), [1], {1: 2}, {1}, when=date(2024, 2, 29)))
    order = Order("Ada", [(Decimal("9.50"), 2), (Decimal(100), 1)])
    print(interpreter.call(plus_tax, order, Decimal("0.2")))
    print(interpreter.call(Order.total, order), interpreter.call(order.total))
    print(interpreter.call(partial(operator.mul, Fraction(1, 3)), Fraction(3, 5)))
    print(interpreter.call(operator.itemgetter("b", "a"), {"a": 1, "b": 2}))
    print(interpreter.call(sorted, ["pear", "Apple", "fig"], key=str.lower, reverse=True))
    print(interpreter.call(timedelta, days=1, hours=3) * 2)
    thread = interpreter.call_in_thread(print, "from a thread", flush=True)
    thread.join()
    interpreter.close()


if __name__ == "__main__":
    sys.stdout.reconfigure(line_buffering=True)
    main()
