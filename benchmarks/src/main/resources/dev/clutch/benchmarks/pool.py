"""Pools of two workers, with the standard API: run by `clutch run` and by a plain Python.

Prints one line for each measurement: its name, and nanoseconds for one task.
"""

import operator
import sys
import time
from concurrent import futures

from settled import settled

try:
    import clutch
except ImportError:
    clutch = None

WORKERS = 2
ROUNDS = 5
BURNS = 8


def burn(count):
    total = 0
    for n in range(count):
        total += n * n
    return total


def increment(n):
    return n + 1


def first(kind):
    """From nothing to the first result. Most of it is the start of a worker."""
    begin = time.perf_counter_ns()
    with kind(WORKERS) as pool:
        pool.submit(operator.neg, 1).result()
        return time.perf_counter_ns() - begin


def tiny(pool, function, count):
    """Submit all, then wait for each."""

    def run():
        begin = time.perf_counter_ns()
        for future in [pool.submit(function, n) for n in range(count)]:
            future.result()
        return (time.perf_counter_ns() - begin) / count

    return settled(run)


def one_by_one(pool, count=300):
    begin = time.perf_counter_ns()
    for n in range(count):
        pool.submit(operator.neg, n).result()
    return (time.perf_counter_ns() - begin) / count


def chunks(pool, count=100_000):
    begin = time.perf_counter_ns()
    for _ in pool.map(operator.neg, range(count), chunksize=100):
        pass
    return (time.perf_counter_ns() - begin) / count


def busy(pool):
    list(pool.map(operator.neg, range(BURNS)))
    best = float("inf")
    for _ in range(ROUNDS):
        begin = time.perf_counter_ns()
        list(pool.map(burn, [1_000_000] * BURNS))
        best = min(best, time.perf_counter_ns() - begin)
    return best / BURNS


def measure(name, kind, count):
    print(name, "first", first(kind), flush=True)
    with kind(WORKERS) as pool:
        print(name, "library", tiny(pool, operator.neg, count), flush=True)
        print(name, "main", tiny(pool, increment, count), flush=True)
        print(name, "one", one_by_one(pool), flush=True)
        print(name, "chunks", chunks(pool), flush=True)
        print(name, "busy", busy(pool), flush=True)


def main():
    measure("interpreters", futures.InterpreterPoolExecutor, 20_000 if clutch else 2_000)
    if not clutch:
        measure("threads", futures.ThreadPoolExecutor, 20_000)
        measure("processes", futures.ProcessPoolExecutor, 3_000)


if __name__ == "__main__":
    sys.exit(main())
