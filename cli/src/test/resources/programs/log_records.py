"""Log records of all interpreters, through a queue, in one place: logging's own handlers over ours."""

import logging
import logging.handlers
from concurrent import interpreters


def log_in(queue, name, count):
    import logging
    import logging.handlers

    logger = logging.getLogger(name)
    logger.setLevel(logging.INFO)
    logger.propagate = False
    logger.addHandler(logging.handlers.QueueHandler(queue))
    logger.debug("dropped")
    for number in range(count):
        logger.info("step %d of %s", number, count)
    try:
        1 / 0
    except ZeroDivisionError:
        logger.exception("broke")


class Listing(logging.Handler):
    def __init__(self):
        super().__init__()
        self.lines = []

    def emit(self, record):
        self.lines.append((record.name, record.levelname, record.getMessage().splitlines()[0]))


def main():
    queue, listing = interpreters.create_queue(), Listing()
    listener = logging.handlers.QueueListener(queue, listing)
    listener.start()
    crew = [interpreters.create() for _ in range(2)]
    threads = [crew[n].call_in_thread(log_in, queue, f"worker.{n}", 2) for n in range(2)]
    for thread in threads:
        thread.join()
    listener.stop()
    for line in sorted(listing.lines):
        print(*line)
    for interpreter in crew:
        interpreter.close()


if __name__ == "__main__":
    main()
