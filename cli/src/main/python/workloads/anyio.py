"""Groups of tasks, streams, locks, limits in time, threads and sockets."""

import anyio


async def main():
    order = []

    async def late(n):
        await anyio.sleep(n / 100)
        order.append(n)

    async with anyio.create_task_group() as group:
        for n in (3, 1, 2):
            group.start_soon(late, n)
    send, receive = anyio.create_memory_object_stream(5)
    async with anyio.create_task_group() as group, send, receive:
        group.start_soon(send.send, "item")
        item = await receive.receive()
    with anyio.move_on_after(0.01) as scope:
        await anyio.sleep(10)
    listener = await anyio.create_tcp_listener(local_host="127.0.0.1")

    async def echo(stream):
        async with stream:
            await stream.send((await stream.receive())[::-1])

    async with anyio.create_task_group() as group:
        group.start_soon(listener.serve, echo)
        async with await anyio.connect_tcp("127.0.0.1", listener.extra(anyio.abc.SocketAttribute.local_port)) as client:
            await client.send(b"clutch")
            answer = await client.receive()
        group.cancel_scope.cancel()
    try:
        async with anyio.create_task_group() as group:
            group.start_soon(anyio.sleep, 10)
            raise ValueError("x")
    except* ValueError as error:
        failure = len(error.exceptions)
    return order, item, scope.cancelled_caught, answer, await anyio.to_thread.run_sync(sum, range(10)), failure


def run():
    return anyio.run(main)
