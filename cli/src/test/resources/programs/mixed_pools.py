"""The same work in threads, processes and interpreters; and pools that hand work to each other."""

from concurrent.futures import InterpreterPoolExecutor, ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing import get_context


def digits(n):
    return sum(map(int, str(2**n)))


def fail(n):
    raise ArithmeticError(n)


def main():
    numbers = range(100, 1000, 100)
    pools = ThreadPoolExecutor(2), InterpreterPoolExecutor(2), ProcessPoolExecutor(2, mp_context=get_context("spawn"))
    for pool in pools:
        with pool:
            print(type(pool).__name__, list(pool.map(digits, numbers)), repr(pool.submit(fail, 5).exception()))

    with InterpreterPoolExecutor(2) as inner, ThreadPoolExecutor(3) as outer:
        def relay(n):
            return inner.submit(digits, n).result() + 1

        print(list(outer.map(relay, numbers)))
        jobs = [pool.submit(digits, n) for n in numbers for pool in (inner, outer)]
        print([job.result() for job in jobs])


if __name__ == "__main__":
    main()
