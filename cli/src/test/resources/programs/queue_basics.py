"""Queues: order, bounds, errors, identity, and ways to hand one to an interpreter."""

import queue as threads_queue
from concurrent import interpreters


def attempt(function, *args, **kwargs):
    try:
        return function(*args, **kwargs)
    except (interpreters.QueueEmpty, interpreters.QueueFull) as error:
        return type(error).__name__, isinstance(error, (threads_queue.Empty, threads_queue.Full))


def echo(requests, replies):
    count = 0
    while (item := requests.get()) != "stop":
        replies.put((item, type(item).__name__))
        count += 1
    return count


def main():
    bounded = interpreters.create_queue(2)
    print(bounded.maxsize, bounded.qsize(), bounded.empty(), bounded.full())
    bounded.put("first")
    bounded.put_nowait("second")
    print(bounded.qsize(), bounded.full(), attempt(bounded.put_nowait, "third"), attempt(bounded.put, 3, block=False))
    print(bounded.get(), bounded.get_nowait(), attempt(bounded.get_nowait), attempt(bounded.get, timeout=0))
    print(interpreters.Queue(bounded.id) is bounded)

    requests, replies = interpreters.create_queue(), interpreters.create_queue()
    for item in (None, True, 2**100, -1.5, "ünï€", b"\0\xff", (1, (2, (3, ()))), [1, [2]], {"a": {1, 2}}, 1j):
        requests.put(item)
    requests.put("stop")
    interpreter = interpreters.create()
    print(interpreter.call(echo, requests, replies), "echoed")
    while not replies.empty():
        print(*replies.get_nowait())

    interpreter.prepare_main(box=bounded)
    interpreter.exec("box.put(box); box.put(box.maxsize)")
    print(bounded.get() is bounded, bounded.get())
    bounded.put((bounded, [bounded]))
    inner, outer = bounded.get()
    print(inner is bounded, outer == [bounded])
    interpreter.close()


if __name__ == "__main__":
    main()
