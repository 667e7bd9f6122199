"""A service that ends in good order on SIGTERM: the workers finish what they have begun, and say so."""

import os
import signal
import threading
from concurrent import interpreters


def work(jobs, results):
    done = 0
    while (job := jobs.get()) is not None:
        results.put(job * job)
        done += 1
    results.put("finished")
    return done


def main():
    stopping = threading.Event()

    def stop(number, frame):
        print("got", signal.Signals(number).name, flush=True)
        stopping.set()

    signal.signal(signal.SIGTERM, stop)
    jobs, results = interpreters.create_queue(), interpreters.create_queue()
    crew = [interpreters.create() for _ in range(2)]
    threads = [interpreter.call_in_thread(work, jobs, results) for interpreter in crew]
    for number in range(10):
        jobs.put(number)
    numbers = [results.get() for _ in range(10)]
    threading.Thread(target=os.kill, args=(os.getpid(), signal.SIGTERM)).start()
    print("told to stop:", stopping.wait(30))
    for _ in crew:
        jobs.put(None)
    for thread in threads:
        thread.join()
    print(sum(numbers), sorted(results.get() for _ in crew), results.empty())
    for interpreter in crew:
        interpreter.close()


if __name__ == "__main__":
    main()
