"""A pool whose workers prepare themselves: tables, configuration, and a queue as a global."""

from concurrent import interpreters
from concurrent.futures import InterpreterPoolExecutor
from concurrent.futures.interpreter import BrokenInterpreterPool

table = None
log = None
ready = 0


def prepare(size, queue):
    global table, log, ready
    table = [n * n for n in range(size)]
    log = queue
    ready += 1
    log.put("ready")


def look_up(n):
    log.put(n)
    return table[n], ready


def fail(message):
    raise RuntimeError(message)


def main():
    queue = interpreters.create_queue()
    with InterpreterPoolExecutor(2, initializer=prepare, initargs=(50, queue)) as pool:
        print(sum(square for square, _ in pool.map(look_up, range(50))))
        print({count for _, count in pool.map(look_up, range(10))})
    items = [queue.get() for _ in range(queue.qsize())]
    begun = items.count("ready")
    print(1 <= begun <= 2, len(items) - begun, sum(item for item in items if isinstance(item, int)))
    print("unchanged here:", table, log, ready)

    with InterpreterPoolExecutor(1, "named", prepare, (3, queue)) as pool:
        print(pool.submit(look_up, 2).result())
        try:
            pool.submit(look_up, 3).result()
        except IndexError as error:
            print("IndexError:", error)

    with InterpreterPoolExecutor(1, initializer=fail, initargs=("no configuration",)) as pool:
        job = pool.submit(look_up, 1)
        print(type(job.exception()) is BrokenInterpreterPool)
        try:
            pool.submit(look_up, 1)
        except BrokenInterpreterPool:
            print("broken for good")


if __name__ == "__main__":
    import logging

    logging.disable()
    main()
