"""Functions that are compiled: loops, parallel ones, ufuncs, classes, callbacks from C; and an error."""

import math

import numba
import numpy as np


@numba.njit
def primes(limit):
    sieve = np.ones(limit, dtype=np.bool_)
    sieve[:2] = False
    for i in range(2, int(limit**0.5) + 1):
        if sieve[i]:
            sieve[i * i :: i] = False
    return np.nonzero(sieve)[0]


@numba.vectorize(["float64(float64, float64)"])
def far(a, b):
    return math.sqrt(a * a + b * b)


@numba.njit
def words(text):
    counts = {}
    for word in text.split():
        if word in counts:
            counts[word] += 1
        else:
            counts[word] = 1
    return counts


@numba.cfunc("float64(float64)")
def half(x):
    return x / 2


@numba.njit(nogil=True)
def total(values):
    s = 0.0
    for v in values:
        s += v
    return s


@numba.njit
def refuse(n):
    if n > 2:
        raise ValueError("too large")
    return n


def run():
    try:
        refuse(3)
    except ValueError as error:
        failure = str(error)
    try:
        numba.njit(lambda x: x.no_such())(1)
    except numba.TypingError as error:
        typing = type(error).__name__
    return (
        primes(1000)[-5:].tolist(),
        far(np.arange(4.0), np.ones(4)).round(6).tolist(),
        dict(words("a b a c b a")),
        half.ctypes(5.0),
        total(np.arange(1000.0)),
        refuse(1),
        failure,
        typing,
        [str(signature) for signature in primes.signatures],
    )
