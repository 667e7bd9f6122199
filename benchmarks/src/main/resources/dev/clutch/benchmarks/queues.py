"""Puts and gets, with the standard API only: imported by QueueBenchmark, and run by plain Python."""

import threading
import time
from concurrent import interpreters

ITEMS = {
    "int": 123_456,
    "str(64)": "x" * 64,
    "tuple(4)": (1, 2.5, "three", None),
    "dict(3)": {"id": 123_456, "name": "three", "score": 2.5},
    "list(100)": list(range(1_000, 1_100)),
}

ECHO = """
while (item := there.get()) is not None:
    back.put(item)
"""

queue = interpreters.create_queue()


def put_get(kind, count):
    """Put an item and get it back, `count` times."""
    item = ITEMS[kind]
    for _ in range(count):
        queue.put(item)
        queue.get()


class Echo:
    """Another interpreter that sends back what it gets."""

    def __init__(self):
        self.there = interpreters.create_queue()
        self.back = interpreters.create_queue()
        self.interpreter = interpreters.create()
        self.interpreter.prepare_main(there=self.there, back=self.back)
        self.thread = threading.Thread(target=self.interpreter.exec, args=(ECHO,))
        self.thread.start()

    def round_trips(self, count):
        for i in range(count):
            self.there.put(i)
            self.back.get()

    def close(self):
        self.there.put(None)
        self.thread.join()
        self.interpreter.close()


def echo_pipe(pipe):
    while (item := pipe.recv()) is not None:
        pipe.send(item)


def pipe_round_trips(pipe, count):
    for i in range(count):
        pipe.send(i)
        pipe.recv()


def best(count, function, *arguments):
    """Return the nanoseconds for one of `count`, in the best of seven rounds."""
    rounds = []
    for _ in range(7):
        begin = time.perf_counter_ns()
        function(*arguments, count)
        rounds.append((time.perf_counter_ns() - begin) / count)
    return min(rounds)


def main():
    import multiprocessing

    for kind in ITEMS:
        print(kind, best(10_000, put_get, kind))
    echo = Echo()
    print("round trip", best(20, echo.round_trips))
    echo.close()
    here, there = multiprocessing.Pipe()
    process = multiprocessing.Process(target=echo_pipe, args=(there,))
    process.start()
    print("pipe", best(2_000, pipe_round_trips, here))
    here.send(None)
    process.join()


if __name__ == "__main__":
    main()
