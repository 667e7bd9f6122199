"""A program that tidies up nothing: queues with items, a pool that is left open, names that die at the end."""

import atexit
from concurrent import interpreters
from concurrent.futures import InterpreterPoolExecutor


def put_later(queue):
    queue.put("from a task")


queue = interpreters.create_queue()

if __name__ == "__main__":
    atexit.register(print, "exit handler")
    queue.put("never taken")
    pool = InterpreterPoolExecutor(2)
    job = pool.submit(put_later, queue)
    job.add_done_callback(lambda job: print("done", job.exception()))
    print("end of the program", job.result())
