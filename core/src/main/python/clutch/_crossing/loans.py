"""Buffers that stay with the interpreter that sent them, until they are received.

A receiver in the same interpreter gets the very memory; others get a copy, which is made when it is
sent. Java tells which buffers need not be kept any longer: see ``dev.clutch.channel.Loans``.
"""

import itertools
from contextlib import contextmanager

import _clutch
from clutch._crossing import values

NONE = 0
_numbers = itertools.count(1)
_kept = {}


class Loan:
    """A buffer on its way."""

    __slots__ = ("number", "view")

    def __init__(self, number, view):
        self.number = number
        self.view = view


@contextmanager
def lend(obj):
    """Keep the object's buffer for its receiver; if what is done with it fails, let it go."""
    for number in _clutch.channel_returned_loans():
        _kept.pop(number, None)
    loan = Loan(next(_numbers), memoryview(obj))
    _kept[loan.number] = loan.view
    try:
        yield loan
    except BaseException:
        _kept.pop(loan.number, None)
        raise


def _reduce(loan):
    return _clutch.id, loan.number, loan.view


def _restore(state):
    interpreter, number, copy = state
    return _kept.pop(number, copy) if interpreter == _clutch.id else copy


values.register_shareable(Loan, "loan", _reduce, _restore)
