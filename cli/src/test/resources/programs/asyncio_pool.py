"""asyncio beside interpreters: run_in_executor with a pool, to_thread with calls, tasks that wait for queues."""

import asyncio
from concurrent import interpreters
from concurrent.futures import InterpreterPoolExecutor


def collatz(n):
    steps = 0
    while n != 1:
        n = n // 2 if n % 2 == 0 else 3 * n + 1
        steps += 1
    return steps


def fail():
    raise LookupError("nothing there")


def answer(requests, replies):
    while (text := requests.get()) is not None:
        replies.put(text.upper())


async def with_a_pool():
    loop = asyncio.get_running_loop()
    with InterpreterPoolExecutor(2) as pool:
        print(await asyncio.gather(*(loop.run_in_executor(pool, collatz, n) for n in (27, 97, 871, 6171))))
        try:
            await loop.run_in_executor(pool, fail)
        except LookupError as error:
            print("LookupError:", error)
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(in_pool(pool, n)) for n in range(1, 6)]
        print([task.result() for task in tasks])


async def in_pool(pool, n):
    return n, await asyncio.get_running_loop().run_in_executor(pool, collatz, n)


async def with_calls():
    crew = [interpreters.create() for _ in range(2)]
    print(await asyncio.gather(*(asyncio.to_thread(i.call, collatz, n) for i, n in zip(crew, (7, 9)))))
    try:
        await asyncio.to_thread(crew[0].exec, "1/0")
    except interpreters.ExecutionFailed as failure:
        print(failure.excinfo.type.__name__)
    for interpreter in crew:
        interpreter.close()


async def with_queues():
    requests, replies = interpreters.create_queue(), interpreters.create_queue()
    worker = interpreters.create()
    serving = asyncio.create_task(asyncio.to_thread(worker.call, answer, requests, replies))
    ticks = 0

    async def tick():
        nonlocal ticks
        while True:
            ticks += 1
            await asyncio.sleep(0)

    ticking = asyncio.create_task(tick())
    for text in ("one", "two", "three"):
        requests.put(text)
        print(await asyncio.to_thread(replies.get))
    requests.put(None)
    await serving
    ticking.cancel()
    print("the loop went on:", ticks > 10)
    worker.close()


async def main():
    await with_a_pool()
    await with_calls()
    await with_queues()


if __name__ == "__main__":
    asyncio.run(main())
