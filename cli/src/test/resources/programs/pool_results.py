"""InterpreterPoolExecutor: map, submit, as_completed, wait, chunks, callbacks, cancelling."""

from concurrent import futures, interpreters
from itertools import batched


def cube(n):
    return n**3


def total(numbers):
    return sum(numbers)


def label(n, *, prefix, width=3):
    return f"{prefix}{n:0{width}}"


def where(_):
    return interpreters.get_current() == interpreters.get_main()


def wait_for(queue):
    return queue.get()


def main():
    with futures.InterpreterPoolExecutor(max_workers=2) as pool:
        print(list(pool.map(cube, range(10))))
        print(list(pool.map(pow, [2, 3, 4], [5, 6, 7])))
        print(list(pool.map(cube, range(7), chunksize=3)), list(pool.map(cube, [])))
        print(sum(pool.map(total, batched(range(1000), 100))))
        print(pool.submit(label, 7, prefix="no. ").result(), pool.submit(label, 7, prefix="", width=5).result(10))
        print(any(pool.map(where, range(4))))

        jobs = {pool.submit(cube, n): n for n in range(5)}
        print(sorted((jobs[job], job.result()) for job in futures.as_completed(jobs)))
        done, pending = futures.wait(jobs, return_when=futures.ALL_COMPLETED)
        print(len(done), len(pending))

        called = interpreters.create_queue()
        job = pool.submit(cube, 3)
        job.add_done_callback(lambda job: called.put(job.result()))
        print(called.get(), job.done(), job.cancelled(), job.running(), job.exception())

        gate = interpreters.create_queue()
        held = [pool.submit(wait_for, gate) for _ in range(2)]
        waiting = pool.submit(cube, 100)
        print(waiting.cancel(), waiting.cancelled())
        try:
            held[0].result(timeout=0.01)
        except TimeoutError as error:
            print("timeout", type(error).__name__)
        first, rest = futures.wait(held, timeout=0.01, return_when=futures.FIRST_COMPLETED)
        print(len(first), len(rest))
        gate.put("a")
        gate.put("b")
        print(sorted(job.result() for job in held))
    try:
        pool.submit(cube, 1)
    except RuntimeError as error:
        print(error)

    pool = futures.InterpreterPoolExecutor(1)
    gate = interpreters.create_queue()
    begun = pool.submit(wait_for, gate)
    queued = [pool.submit(cube, n) for n in range(3)]
    gate.put("go")
    print(begun.result())
    pool.shutdown(wait=True, cancel_futures=False)
    print([job.result() for job in queued])


if __name__ == "__main__":
    main()
