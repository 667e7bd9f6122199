"""Interpreters that are made by interpreters, and pools inside of pools."""

from concurrent import interpreters
from concurrent.futures import InterpreterPoolExecutor


def in_one_of_its_own(n):
    from concurrent import interpreters

    here = interpreters.get_current()
    inner = interpreters.create()
    try:
        inner.prepare_main(n=n)
        inner.exec("squares = tuple(k * k for k in range(n))")
        results = interpreters.create_queue()
        inner.prepare_main(results=results)
        inner.exec("results.put((squares, pow(n, n)))")
        return results.get(), inner.call(divmod, n, 2), inner.id != here.id, here == interpreters.get_main()
    finally:
        inner.close()


def in_a_pool_of_its_own(n):
    from concurrent.futures import InterpreterPoolExecutor

    with InterpreterPoolExecutor(2) as pool:
        return list(pool.map(pow, range(n), range(n)))


DEEPER = """
if levels:
    from concurrent import interpreters
    inner = interpreters.create()
    inner.prepare_main(levels=levels - 1, source=source, reached=reached)
    inner.exec(source)
    inner.close()
reached.put(levels)
"""


def main():
    with InterpreterPoolExecutor(2) as pool:
        print(list(pool.map(in_one_of_its_own, (3, 4, 5))))
        print(pool.submit(in_a_pool_of_its_own, 5).result())
    reached = interpreters.create_queue()
    outer = interpreters.create()
    outer.prepare_main(levels=3, source=DEEPER, reached=reached)
    outer.exec(DEEPER)
    outer.close()
    print([reached.get() for _ in range(reached.qsize())])
    print(len(interpreters.list_all()))


if __name__ == "__main__":
    main()
