"""Packages in interpreters with runtimes of their own: run by `clutch run` with a virtual environment that has them.

    packages.py cores | alive PACKAGE COUNT | cycles PACKAGE COUNT | worker | process PACKAGE

Prints one line for each measurement: its name, and nanoseconds, bytes or a number.
"""

import ctypes
import os
import subprocess
import sys
import threading
import time

ROUNDS = 6
WORKERS = 2

USES = {
    "numpy": """
        import numpy
        a = numpy.arange(64.0).reshape(8, 8) + 9 * numpy.eye(8)
        assert abs(a @ numpy.linalg.inv(a) - numpy.eye(8)).max() < 1e-9
    """,
    "sklearn": """
        from sklearn.datasets import load_iris
        from sklearn.linear_model import LogisticRegression
        data, labels = load_iris(return_X_y=True)
        assert LogisticRegression(max_iter=300).fit(data, labels).score(data, labels) > 0.9
    """,
    "pandas": """
        import pandas
        frame = pandas.DataFrame({"a": [1, 2, 3], "k": list("xyx")})
        assert frame.groupby("k")["a"].sum().tolist() == [4, 2]
    """,
    "lxml": """
        from lxml import etree
        assert etree.fromstring("<a><b>1</b><b>2</b></a>").xpath("sum(//b)") == 3
    """,
    "pydantic": """
        import pydantic
        class Point(pydantic.BaseModel):
            x: int
        assert Point.model_validate_json('{"x": 5}').x == 5
    """,
}


def code(package):
    """Return the code that uses a package."""
    return "if True:" + USES[package]


def work():
    """Do some of all: Python code, linear algebra, transforms and sorting. Return the time it took."""
    import numpy as np

    rng = np.random.default_rng(1)
    begin = time.perf_counter_ns()
    for _ in range(10):
        total = sum(n * n % 7 for n in range(60_000))
        a = rng.random((120, 120)) + 120 * np.eye(120)
        x = np.linalg.solve(a, np.arange(120.0))
        y = np.fft.rfft(rng.random(1 << 15)).real
        y.sort()
        assert total and abs(a @ x - np.arange(120.0)).max() < 1e-6
    return time.perf_counter_ns() - begin


class Process:
    """A python that works when it is told to."""

    def __init__(self):
        self._process = subprocess.Popen(
            [sys.executable, os.path.abspath(__file__), "worker"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def work(self):
        """Have it work, and wait for that."""
        print("work", file=self._process.stdin, flush=True)
        self._process.stdout.readline()

    def close(self):
        """End it."""
        self._process.stdin.close()
        self._process.wait()


class Interpreter:
    """One that works when it is told to."""

    def __init__(self):
        from concurrent import interpreters

        self._interpreter = interpreters.create()
        self.close = self._interpreter.close

    def work(self):
        """Have it work, and wait for that."""
        self._interpreter.call(work)


def together(workers):
    """Have all work at the same time; return the time until the last has done."""
    start = threading.Barrier(len(workers) + 1)

    def one(worker):
        start.wait()
        worker.work()

    threads = [threading.Thread(target=one, args=(worker,)) for worker in workers]
    for thread in threads:
        thread.start()
    start.wait()
    begin = time.perf_counter_ns()
    for thread in threads:
        thread.join()
    return time.perf_counter_ns() - begin


def cores():
    """One and two interpreters, one and two processes, by turns, so that a noisy moment hits all of them."""
    kinds = {"interpreters": [Interpreter() for _ in range(WORKERS)], "processes": [Process() for _ in range(WORKERS)]}
    best = {}
    for round in range(ROUNDS + 1):
        for kind, workers in kinds.items():
            for count in (1, WORKERS):
                taken = together(workers[:count])
                if round:
                    best[kind, count] = min(best.get((kind, count), taken), taken)
    for kind, workers in kinds.items():
        for worker in workers:
            worker.close()
        print(kind, "one", best[kind, 1])
        print(kind, "two", best[kind, WORKERS])


def worker():
    """Work for each line of standard input."""
    for _ in sys.stdin:
        work()
        print("done", flush=True)


def resident():
    """Return the resident set of this process, in bytes."""
    with open("/proc/self/statm") as file:
        return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")


def mapped():
    """Return how many areas of memory this process has mapped."""
    with open("/proc/self/maps") as file:
        return sum(1 for _ in file)


def process(package):
    """Print what a process of its own takes with the package."""
    exec(code(package), {})
    print(package, "process", resident())


def alive(package, count):
    """Make interpreters that all use the package, and print what they take. All use it again when the last is there."""
    from concurrent import interpreters

    for _ in range(2):
        warm = interpreters.create()
        warm.exec(code(package))
        warm.close()
    made, times = [], []
    memory, areas = resident(), mapped()
    for _ in range(count):
        begin = time.perf_counter_ns()
        made.append(interpreters.create())
        times.append(time.perf_counter_ns() - begin)
        made[-1].exec(code(package))
    print(package, "resident", (resident() - memory) / count)
    print(package, "areas", (mapped() - areas) / count)
    print(package, "create", sorted(times)[count // 2])
    print(package, "create best", min(times))
    for interpreter in made:
        interpreter.exec(code(package))
    begin = time.perf_counter_ns()
    for interpreter in made:
        interpreter.close()
    print(package, "close", (time.perf_counter_ns() - begin) / count)


class Mallinfo(ctypes.Structure):
    """What glibc tells of malloc."""

    _fields_ = [(name, ctypes.c_size_t) for name in "arena ordblks smblks hblks hblkhd usmblks fsmblks uordblks fordblks keepcost".split()]


def allocated():
    """Return how many bytes of malloc are in use."""
    mallinfo = ctypes.CDLL(None).mallinfo2
    mallinfo.restype = Mallinfo
    info = mallinfo()
    return info.uordblks + info.hblkhd


def cycles(package, count):
    """Make, use and close interpreters, one after the other.

    Print how many there were and what each has left behind. The first tenth does not count: the JVM warms up, and what
    stays of the first interpreter serves the others.
    """
    from concurrent import interpreters

    before = None
    begin = time.perf_counter_ns()
    for done in range(count):
        if done == count // 10:
            before = resident(), mapped(), allocated()
        interpreter = interpreters.create()
        interpreter.exec(code(package))
        interpreter.close()
        if (done + 1) % 50 == 0:
            print(f"# {package}: {done + 1} cycles, {resident() >> 20} MiB, {mapped()} areas", file=sys.stderr, flush=True)
    counted = count - count // 10
    print(package, "cycles", count)
    print(package, "cycle", (time.perf_counter_ns() - begin) / count)
    for name, now, then in zip(("left", "areas left", "malloc left"), (resident(), mapped(), allocated()), before):
        print(package, name, max(0, now - then) / counted)


def main():
    """Run as the command line says."""
    what, *arguments = sys.argv[1:]
    globals()[what](*(int(word) if word.isdigit() else word for word in arguments))


if __name__ == "__main__":
    main()
