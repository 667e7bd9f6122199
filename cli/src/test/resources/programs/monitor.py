"""A monitor that hears of its workers by a queue with timeouts, and restarts the one that fell silent."""

from concurrent import interpreters


def work(name, commands, beats, crash_at):
    step = 0
    while commands.get() == "step":
        step += 1
        if step == crash_at:
            raise RuntimeError(f"{name} broke at step {step}")
        beats.put((name, step))


class Worker:
    def __init__(self, name, beats, crash_at=0):
        self.name, self.beats, self.failure = name, beats, None
        self.commands = interpreters.create_queue()
        self.interpreter = interpreters.create()
        self.thread = threading.Thread(target=self.run, args=(crash_at,))
        self.thread.start()

    def run(self, crash_at):
        try:
            self.interpreter.call(work, self.name, self.commands, self.beats, crash_at)
        except interpreters.ExecutionFailed as failure:
            self.failure = failure.excinfo.formatted

    def stop(self):
        self.commands.put("stop")
        self.thread.join()
        self.interpreter.close()


def round_of(crew, beats):
    for worker in crew:
        worker.commands.put("step")
    heard = set()
    while len(heard) < len(crew):
        try:
            heard.add(beats.get(timeout=1)[0])
        except interpreters.QueueEmpty:
            break
    return heard


def main():
    beats = interpreters.create_queue()
    crew = [Worker("a", beats), Worker("b", beats, crash_at=2), Worker("c", beats)]
    for number in range(4):
        heard = round_of(crew, beats)
        print("round", number, sorted(heard))
        for at, worker in enumerate(crew):
            if worker.name not in heard:
                worker.thread.join()
                print("silent:", worker.name, "|", worker.failure)
                worker.interpreter.close()
                crew[at] = Worker(worker.name, beats)
    for worker in crew:
        worker.stop()
    print(beats.empty(), len(interpreters.list_all()))


if __name__ == "__main__":
    import threading

    main()
