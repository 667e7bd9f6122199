"""Functions that came to an interpreter from elsewhere, and are sent on by it."""

from concurrent import interpreters
from concurrent.futures import InterpreterPoolExecutor


def square(n):
    return n * n


def in_an_inner_one(n):
    from concurrent import interpreters

    inner = interpreters.create()
    try:
        return inner.call(square, n)
    finally:
        inner.close()


def in_an_inner_pool(numbers):
    from concurrent.futures import InterpreterPoolExecutor

    with InterpreterPoolExecutor(2) as pool:
        return list(pool.map(square, numbers))


def pass_on(inbox, outbox):
    outbox.put(inbox.get())


def main():
    with InterpreterPoolExecutor(2) as pool:
        print(list(pool.map(in_an_inner_one, range(4))))
        print(pool.submit(in_an_inner_pool, range(5)).result())
    inbox, outbox = interpreters.create_queue(), interpreters.create_queue()
    interpreter = interpreters.create()
    inbox.put(len)
    interpreter.call(pass_on, inbox, outbox)
    print(outbox.get()("four"))
    interpreter.close()


if __name__ == "__main__":
    main()
