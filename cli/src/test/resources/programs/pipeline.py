"""Three stages in a row, joined by small queues; a stage ends when the one before it does."""

from concurrent import interpreters

END = "end"


def produce(out, count):
    for number in range(count):
        out.put(number)
    out.put(END)


def transform(source, out):
    while (item := source.get()) != END:
        if item % 3:
            out.put((item, item**2))
    out.put(END)


def consume(source, report):
    total = kept = 0
    while (item := source.get()) != END:
        kept += 1
        total += item[1]
    report.put({"kept": kept, "total": total})


def main():
    first, second, report = interpreters.create_queue(4), interpreters.create_queue(2), interpreters.create_queue()
    stages = [(produce, first, 60), (transform, first, second), (consume, second, report)]
    crew = [interpreters.create() for _ in stages]
    threads = [interpreter.call_in_thread(*stage) for interpreter, stage in zip(crew, stages)]
    print(report.get())
    for thread in threads:
        thread.join()
    print(first.empty(), second.empty(), [interpreter.is_running() for interpreter in crew])
    for interpreter in crew:
        interpreter.close()


if __name__ == "__main__":
    main()
