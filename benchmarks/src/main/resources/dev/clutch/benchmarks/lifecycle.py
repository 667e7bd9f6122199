"""What LifecycleBenchmark measures, under plain Python."""

import sys
import time
from concurrent import interpreters

ALIVE = 100
SAMPLE = 100
PAGE = 4096


def rss():
    with open("/proc/self/statm") as file:
        return int(file.read().split()[1]) * PAGE


def alive():
    interpreters.create().close()
    before = rss()
    everyone = [interpreters.create() for _ in range(ALIVE)]
    print("alive", (rss() - before) / ALIVE)
    for interpreter in everyone:
        interpreter.close()


def cycles(count):
    times = []
    for i in range(1, count + 1):
        begin = time.perf_counter_ns()
        interpreters.create().close()
        times.append(time.perf_counter_ns() - begin)
        if i % SAMPLE == 0:
            print("rss", i, rss())
    print("cycle", min(times))


alive()
cycles(int(sys.argv[1]))
