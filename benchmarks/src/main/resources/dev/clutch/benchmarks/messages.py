"""Messages between interpreters, with the standard API: run by `clutch run` and by a plain Python.

Prints one line for each measurement: its name, and nanoseconds for one operation. What only Clutch has is
measured there only.
"""

import sys
import threading
import time
from concurrent import interpreters

from settled import settled

try:
    import clutch
except ImportError:
    clutch = None

ITEMS = {
    "int": 123_456,
    "str(64)": "x" * 64,
    "tuple(4)": (1, 2.5, "three", None),
    "dict(3)": {"id": 123_456, "name": "three", "score": 2.5},
    "list(100)": list(range(1_000, 1_100)),
}
BIG = 64 << 20

ECHO = """
while (item := there.get()) is not None:
    back.put(item)
"""
PRODUCE = """
for _ in range(count):
    queue.put(1)
"""
CONSUME = """
for _ in range(count):
    queue.get()
"""
PRODUCE_MANY = """
batch = [1] * 1000
for _ in range(count // 1000):
    queue.put_many(batch)
"""
CONSUME_MANY = """
got = 0
while got < count:
    got += len(queue.get_many(min(1000, count - got)))
"""
READ = """
import time
for _ in range(9):
    ready.put(True)
    go.get()
    begin = time.perf_counter_ns()
    for _ in range(count):
        shared["key"]
    times.put(time.perf_counter_ns() - begin)
"""


def best(rounds, count, function):
    """Return the nanoseconds for one of `count` operations, in the best of some rounds."""
    return min(timed(function) for _ in range(rounds)) / count


def timed(function):
    begin = time.perf_counter_ns()
    function()
    return time.perf_counter_ns() - begin


def median(function, count, pause):
    """Return the median of the nanoseconds that the function takes, with a pause before each time."""
    times = []
    for _ in range(count):
        if pause:
            time.sleep(pause)
        times.append(timed(function))
    times.sort()
    return times[len(times) // 2]


def report(name, nanoseconds):
    print(name, nanoseconds, flush=True)


def put_get(item, count=20_000):
    queue = interpreters.create_queue()

    def run():
        for _ in range(count):
            queue.put_nowait(item)
            queue.get_nowait()

    return settled(lambda: timed(run)) / count


def round_trip(count, pause=0.0, item=1):
    """There and back between two interpreters; with a pause in between, both sides have parked."""
    there, back = interpreters.create_queue(), interpreters.create_queue()
    interpreter = interpreters.create()
    interpreter.prepare_main(there=there, back=back)
    thread = threading.Thread(target=interpreter.exec, args=(ECHO,))
    thread.start()

    def one():
        nonlocal item
        there.put(item)
        item = back.get()

    result = settled(lambda: median(one, count, pause))
    there.put(None)
    thread.join()
    interpreter.close()
    return result


def throughput(produce, consume, count):
    """Two producers and two consumers, each an interpreter, over one queue."""
    queue = interpreters.create_queue()
    sides = [interpreters.create() for _ in range(4)]
    for side in sides:
        side.prepare_main(queue=queue, count=count // 2)
    threads = [
        threading.Thread(target=side.exec, args=(produce if i < 2 else consume,)) for i, side in enumerate(sides)
    ]

    def run():
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    nanoseconds = timed(run) / count
    for side in sides:
        side.close()
    return nanoseconds


def hand_over(data):
    queue = interpreters.create_queue()
    interpreter = interpreters.create()
    interpreter.prepare_main(queue=queue)
    interpreter.exec("import time")

    def run():
        queue.put(data)
        interpreter.exec("data = queue.get(); del data")

    result = best(9, 1, run)
    interpreter.close()
    return result


def shared_reads(readers, count=200_000):
    """Each of some interpreters reads an int from one shared dict; nanoseconds for one read of one reader."""
    shared = clutch.SharedDict(key=123_456)
    sides = [interpreters.create() for _ in range(readers)]
    ready, go = interpreters.create_queue(), interpreters.create_queue()
    times = interpreters.create_queue()
    for side in sides:
        side.prepare_main(shared=shared, count=count, ready=ready, go=go, times=times)
    threads = [threading.Thread(target=side.exec, args=(READ,)) for side in sides]
    for thread in threads:
        thread.start()
    results = []
    for _ in range(9):
        for _ in sides:
            ready.get()
        go.put_many([True] * readers)
        results.append(max(times.get() for _ in sides) / count)
    for thread in threads:
        thread.join()
    for side in sides:
        side.close()
    return min(results)


def copy_bytes():
    """One memcpy into memory that is new, as that of a bytes object is."""
    data = memoryview(b"x" * BIG)
    return best(9, 1, lambda: bytes(data))


def echo_pipe(pipe):
    while (item := pipe.recv()) is not None:
        pipe.send(item)


def pipe_round_trip(count, pause=0.0):
    import multiprocessing

    here, there = multiprocessing.get_context("spawn").Pipe()
    process = multiprocessing.get_context("spawn").Process(target=echo_pipe, args=(there,))
    process.start()

    def one():
        here.send(1)
        here.recv()

    result = settled(lambda: median(one, count, pause))
    here.send(None)
    process.join()
    return result


def main():
    for kind, item in ITEMS.items():
        report("put_get " + kind, put_get(item))
    report("bytes handed over", hand_over(b"x" * BIG))
    report("str handed over", hand_over("x" * BIG))
    report("bytes copied", copy_bytes())
    if clutch:
        report("round trip hot", round_trip(3_000))
        report("round trip parked", round_trip(200, pause=0.002))
        report("one by one", min(throughput(PRODUCE, CONSUME, 1_000_000) for _ in range(3)))
        report("buffer 64 MiB", round_trip(3_000, item=clutch.Buffer(BIG)))
        report("buffer 1 KiB", round_trip(3_000, item=clutch.Buffer(1 << 10)))
        report("dict_get 1", shared_reads(1))
        report("dict_get 2", shared_reads(2))
        report("batches", min(throughput(PRODUCE_MANY, CONSUME_MANY, 1_000_000) for _ in range(3)))
    else:
        report("round trip hot", round_trip(20))
        report("round trip parked", round_trip(20, pause=0.002))
        report("one by one", throughput(PRODUCE, CONSUME, 40_000))
        report("pipe hot", pipe_round_trip(2_000))
        report("pipe parked", pipe_round_trip(200, pause=0.002))


if __name__ == "__main__":
    sys.exit(main())
