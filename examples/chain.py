"""A large array goes through a chain of interpreters. Each changes it where it lies: nothing is copied.

    clutch pip install numpy
    clutch run examples/chain.py [MEBIBYTES]

The array is a recording of a tone with noise, a drift and a few clicks. One interpreter makes it in a
``clutch.Buffer``, the next takes the drift off, the next repairs the clicks, the last measures the tone. Who has
the buffer has it alone; to send it is to give it away. Pieces of the recording follow each other through the
chain, so all interpreters work at the same time.

The same chain of processes is measured too, where every piece is pickled and copied between two of them.
"""

import sys
import time
from concurrent import interpreters
from multiprocessing import get_context

RATE = 44_100  # samples a second
PIECES = 6
STAGES = "record", "level", "repair", "measure"

# What the stages do, with an array of numpy that they may change.


def record(samples, piece):
    """Write a piece of the recording into the array."""
    import numpy as np

    chance = np.random.default_rng(piece)
    when = np.arange(len(samples), dtype=np.float32) / RATE
    np.sin(2 * np.pi * 440 * when, out=samples)
    samples += when / when[-1] * (piece + 1)
    samples += chance.standard_normal(len(samples), dtype=np.float32) * np.float32(0.1)
    samples[chance.integers(0, len(samples), 50)] = 100


def level(samples, piece):
    """Take the drift off: what is left when tone and noise are averaged over blocks."""
    import numpy as np

    blocks = samples[: len(samples) // RATE * RATE].reshape(-1, RATE)
    means = np.median(blocks, axis=1)
    samples -= np.interp(np.arange(len(samples), dtype=np.float32), np.arange(len(means)) * RATE + RATE / 2, means)


def repair(samples, piece):
    """Replace clicks by their neighbours."""
    import numpy as np

    clicks = np.flatnonzero(np.abs(samples) > 20)
    samples[clicks] = samples[np.clip(clicks - 1, 0, len(samples) - 1)]


def measure(samples, piece):
    """Return the frequency of the tone, how loud it is, and where the samples lie in memory."""
    import numpy as np

    part = samples[: 4 * RATE]
    frequency = float(np.argmax(np.abs(np.fft.rfft(part)))) * RATE / len(part)
    return piece, frequency, round(float(np.abs(samples).max()), 1), samples.ctypes.data


# How they are joined.


def stage_in_interpreter(name, source, target):
    """Do one stage's work with each buffer that comes, and send it on; None is the end."""
    import numpy as np

    while (item := source.get()) is not None:
        piece, buffer = item
        samples = np.frombuffer(buffer, dtype=np.float32)
        result = STAGES_BY_NAME[name](samples, piece)
        del samples  # a buffer that is looked at cannot be given away
        target.put((piece, buffer) if result is None else result)
    target.put(None)


def stage_in_process(name, source, target):
    """The same, with arrays that are pickled."""
    while (item := source.get()) is not None:
        piece, samples = item
        result = STAGES_BY_NAME[name](samples, piece)
        target.put((piece, samples) if result is None else result)
    target.put(None)


STAGES_BY_NAME = {function.__name__: function for function in (record, level, repair, measure)}


def run_interpreters(size):
    """Send buffers through interpreters, and return the results and where the buffers were at the start."""
    import clutch
    import numpy as np

    queues = [interpreters.create_queue() for _ in range(len(STAGES) + 1)]
    workers = [interpreters.create() for _ in STAGES]
    threads = [
        worker.call_in_thread(stage_in_interpreter, name, source, target)
        for worker, name, source, target in zip(workers, STAGES, queues, queues[1:])
    ]
    starts = []
    for piece in range(PIECES):
        buffer = clutch.Buffer(size)
        starts.append(np.frombuffer(buffer, dtype=np.uint8).ctypes.data)
        queues[0].put((piece, buffer))
    queues[0].put(None)
    results = list(iter(queues[-1].get, None))
    for thread in threads:
        thread.join()
    for worker in workers:
        worker.close()
    return results, starts


def run_processes(size):
    """Send arrays through processes, and return the results."""
    import numpy as np

    context = get_context("spawn")
    queues = [context.Queue(2) for _ in range(len(STAGES) + 1)]
    processes = [
        context.Process(target=stage_in_process, args=(name, source, target))
        for name, source, target in zip(STAGES, queues, queues[1:])
    ]
    for process in processes:
        process.start()
    for piece in range(PIECES):
        queues[0].put((piece, np.empty(size // 4, dtype=np.float32)))
    queues[0].put(None)
    results = list(iter(queues[-1].get, None))
    for process in processes:
        process.join()
    return results


def timed(function, size):
    """Return the result of a function, and the seconds that it took."""
    begin = time.perf_counter()
    return function(size), time.perf_counter() - begin


def main():
    """Run both chains, and show what they found."""
    mebibytes = int(sys.argv[1]) if len(sys.argv) > 1 else 64
    (results, starts), seconds = timed(run_interpreters, mebibytes << 20)
    for piece, frequency, loudest, place in results:
        moved = "where it was made" if place == starts[piece] else "ELSEWHERE"
        print(f"piece {piece}: {frequency:.1f} Hz, at most {loudest}, {moved}")
    others, their_seconds = timed(run_processes, mebibytes << 20)
    same = [result[:3] for result in others] == [result[:3] for result in results]
    print(f"processes found {'the same' if same else 'SOMETHING ELSE'}")
    print(f"{PIECES} pieces of {mebibytes} MiB: interpreters {seconds:.1f} s, processes {their_seconds:.1f} s", file=sys.stderr)
    return 0 if same else 1


if __name__ == "__main__":
    sys.exit(main())
