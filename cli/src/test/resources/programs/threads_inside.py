"""Interpreters with threads, event loops and exit handlers of their own."""

import sys
from concurrent import interpreters


def add_in_threads(count):
    import threading

    total, lock = 0, threading.Lock()

    def add(number):
        nonlocal total
        with lock:
            total += number

    threads = [threading.Thread(target=add, args=(n,)) for n in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return total


def loop_inside(count):
    import asyncio

    async def double(n):
        await asyncio.sleep(0)
        return 2 * n

    async def run():
        return await asyncio.gather(*map(double, range(count)))

    return asyncio.run(run())


def pool_inside(numbers):
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor(3) as pool:
        return list(pool.map(abs, numbers))


def later(words):
    import atexit
    import threading

    gate = threading.Event()
    atexit.register(print, "last words:", words, flush=True)
    thread = threading.Thread(target=lambda: (gate.wait(), print("a thread that is joined", flush=True)))
    thread.start()
    gate.set()


def main():
    interpreter = interpreters.create()
    print(interpreter.call(add_in_threads, 10), interpreter.call(loop_inside, 5))
    print(interpreter.call(pool_inside, [-1, 2, -3]))
    print("now it ends")
    interpreter.call(later, "goodbye")
    interpreter.close()
    print("closed")


if __name__ == "__main__":
    sys.stdout.reconfigure(line_buffering=True)
    main()
