"""Queens on a board: the first row is spread over interpreters, which share a queue of tasks."""

import threading
from concurrent import interpreters


def solutions(size, columns):
    row = len(columns)
    if row == size:
        yield columns
        return
    for column in range(size):
        if all(column != other and abs(column - other) != row - at for at, other in enumerate(columns)):
            yield from solutions(size, (*columns, column))


def work(size, tasks, results):
    while (first := tasks.get()) >= 0:
        found = list(solutions(size, (first,)))
        results.put((first, len(found), found[0] if found else None))


def main(size=7, workers=2):
    tasks, results = interpreters.create_queue(), interpreters.create_queue()
    crew = [interpreters.create() for _ in range(workers)]
    threads = [interpreter.call_in_thread(work, size, tasks, results) for interpreter in crew]
    for item in (*range(size), *[-1] * workers):
        tasks.put(item)
    found = sorted(results.get() for _ in range(size))
    for thread in threads:
        thread.join()
    for first, number, example in found:
        print(first, number, example)
    print(sum(number for _, number, _ in found), "in all;", threading.active_count(), "thread is left")
    for interpreter in crew:
        interpreter.close()


if __name__ == "__main__":
    main()
