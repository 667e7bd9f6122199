"""Calls from interpreter to interpreter, with the standard API: run by `clutch run` and by a plain Python.

Prints one line for each measurement: its name, and nanoseconds for one call.
"""

import operator
import threading
import time
from concurrent import interpreters

from settled import settled

CALLS = 500


def best_call(interpreter):
    """Return the nanoseconds of one call of a function, an int there and back."""
    return settled(lambda: timed(interpreter), patience=3) / CALLS


def timed(interpreter):
    call = interpreter.call
    begin = time.perf_counter_ns()
    for _ in range(CALLS):
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
    print("first", best_call(interpreter), flush=True)
    print("second", on_second_thread(best_call, interpreter), flush=True)
    interpreter.close()


if __name__ == "__main__":
    main()
