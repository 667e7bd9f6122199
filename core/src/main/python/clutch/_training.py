"""What the launcher runs once, so that the JVM learns which of its classes programs need: see its ``train``."""

import operator
import time

from concurrent import interpreters
from concurrent.futures import InterpreterPoolExecutor


def _increment(n):
    return n + 1


def _use_an_interpreter():
    queue = interpreters.create_queue()
    interpreter = interpreters.create()
    interpreter.prepare_main(queue=queue)
    interpreter.exec("queue.put(('text', 1, 1.5, None))")
    queue.get()
    interpreter.call(_increment, 1)
    interpreter.close()


def _meet_a_deadline():
    interpreter = interpreters.create()
    interpreter.within(10).call(_increment, 1)
    try:
        interpreter.within(0.01).call(time.sleep, 10)
    except TimeoutError:
        pass
    interpreter.close()


def _use_a_pool():
    with InterpreterPoolExecutor(2) as pool:
        list(pool.map(_increment, range(20)))
        list(pool.map(operator.neg, range(20)))


if __name__ == "__main__":
    _use_an_interpreter()
    _meet_a_deadline()
    _use_a_pool()
