"""Calls from interpreter to interpreter, with the standard API: run by `clutch run` and by a plain Python.

Prints one line for each measurement: its name, and nanoseconds for one call.
"""

import operator
import sys
import threading
import time
from concurrent import interpreters

ROUNDS = 9


def best_call(interpreter, count):
    """Return the nanoseconds of one call of a function, an int there and back, in the best of some rounds."""
    return min(timed(interpreter, count) for _ in range(ROUNDS)) / count


def timed(interpreter, count):
    call = interpreter.call
    begin = time.perf_counter_ns()
    for _ in range(count):
        call(operator.neg, 41)
    return time.perf_counter_ns() - begin


def on_second_thread(function, *args):
    results = []
    thread = threading.Thread(target=lambda: results.append(function(*args)))
    thread.start()
    thread.join()
    return results[0]


def main():
    interpreter = interpreters.create()
    count = 5_000 if "clutch" in sys.modules else 300
    best_call(interpreter, count)
    print("first", best_call(interpreter, count), flush=True)
    print("second", on_second_thread(best_call, interpreter, count), flush=True)
    interpreter.close()


if __name__ == "__main__":
    sys.exit(main())
