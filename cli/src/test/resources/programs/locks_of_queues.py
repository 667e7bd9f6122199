"""Locks, events, barriers and pipes that libraries build out of queues."""

from concurrent import interpreters
from contextlib import contextmanager


class Lock:
    """A queue of one token: who holds the token holds the lock."""

    def __init__(self, tokens=1, queue=None):
        self.queue = queue or interpreters.create_queue(tokens)
        if queue is None:
            for _ in range(tokens):
                self.queue.put(True)

    def __reduce__(self):
        return Lock, (1, self.queue)

    @contextmanager
    def held(self):
        self.queue.get()
        try:
            yield
        finally:
            self.queue.put(True)

    def locked(self):
        return self.queue.empty()


class Event:
    """A queue whose one item is handed round by those who wait."""

    def __init__(self, queue=None):
        self.queue = queue or interpreters.create_queue()

    def __reduce__(self):
        return Event, (self.queue,)

    def set(self):
        self.queue.put(True)

    def wait(self):
        self.queue.put(self.queue.get())


class Pipe:
    """Two queues, crosswise."""

    def __init__(self, inward, outward):
        self.inward, self.outward = inward, outward

    @classmethod
    def pair(cls):
        left, right = interpreters.create_queue(), interpreters.create_queue()
        return cls(left, right), cls(right, left)

    def send(self, item):
        self.outward.put(item)

    def receive(self):
        return self.inward.get()


def add_up(lock, event, account, rounds):
    event.wait()
    for _ in range(rounds):
        with lock.held():
            account.put(account.get_nowait() + 1)


def answer(pipe):
    while (item := pipe.receive()) is not None:
        pipe.send(item * 2)


def main():
    lock, event, account = Lock(), Event(), interpreters.create_queue()
    account.put(0)
    crew = [interpreters.create() for _ in range(3)]
    threads = [interpreter.call_in_thread(add_up, lock, event, account, 3) for interpreter in crew]
    event.set()
    for thread in threads:
        thread.join()
    print(account.get(), lock.locked())

    near, far = Pipe.pair()
    thread = crew[0].call_in_thread(answer, far)
    for item in (21, "ab", [1]):
        near.send(item)
        print(near.receive())
    near.send(None)
    thread.join()
    for interpreter in crew:
        interpreter.close()


if __name__ == "__main__":
    main()
