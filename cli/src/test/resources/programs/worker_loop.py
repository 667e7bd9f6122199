"""Workers that are source text, fed from one queue until a sentinel comes, one thread each."""

import threading
from concurrent import interpreters

WORKER = """
import hashlib
done = 0
while True:
    job = jobs.get()
    if job is None:
        break
    number, data = job
    results.put((number, hashlib.sha256(data).hexdigest()[:12]))
    done += 1
finished.put(done)
"""


def main():
    jobs, results, finished = (interpreters.create_queue() for _ in range(3))
    crew = [interpreters.create() for _ in range(3)]
    for interpreter in crew:
        interpreter.prepare_main(jobs=jobs, results=results, finished=finished)
    threads = [threading.Thread(target=interpreter.exec, args=(WORKER,)) for interpreter in crew]
    for thread in threads:
        thread.start()
    for number in range(40):
        jobs.put((number, b"block %d" % number * 50))
    for _ in crew:
        jobs.put(None)
    for thread in threads:
        thread.join()
    print("done", sum(finished.get() for _ in crew), "of", results.qsize())
    for number, digest in sorted(results.get() for _ in range(40))[::8]:
        print(number, digest)
    for interpreter in crew:
        interpreter.close()


if __name__ == "__main__":
    main()
