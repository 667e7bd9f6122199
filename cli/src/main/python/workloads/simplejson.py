"""Dumping and loading, with decimals and named tuples, and an error; by the compiled code."""

import collections
import decimal

import simplejson
from simplejson import _speedups


def run():
    point = collections.namedtuple("point", "x y")
    value = {"p": point(1, decimal.Decimal("2.50")), "t": "é\u2028", "n": [None, True, 10**20]}
    try:
        simplejson.loads('{"a": [1,]}')
    except simplejson.JSONDecodeError as error:
        failure = error.msg, error.pos
    return (
        simplejson.dumps(value, sort_keys=True),
        simplejson.loads("[1.10, 2]", use_decimal=True),
        simplejson.loads('{"b": 1, "a": 2}', object_pairs_hook=list),
        simplejson.encoder.c_make_encoder is _speedups.make_encoder,
        failure,
    )
