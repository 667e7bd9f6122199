"""A loop with timers, servers, streams, datagrams, threads and futures."""

import asyncio

import uvloop


class Echo(asyncio.DatagramProtocol):
    def connection_made(self, transport):
        self.transport = transport

    def datagram_received(self, data, addr):
        self.transport.sendto(data.upper(), addr)


class Ask(asyncio.DatagramProtocol):
    def __init__(self, answer):
        self.answer = answer

    def connection_made(self, transport):
        transport.sendto(b"datagram")

    def datagram_received(self, data, addr):
        self.answer.set_result(data)


async def serve(reader, writer):
    while line := await reader.readline():
        writer.write(line[::-1].strip() + b"\n")
    writer.close()


async def main():
    loop = asyncio.get_running_loop()
    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    reader, writer = await asyncio.open_connection(*server.sockets[0].getsockname())
    lines = []
    for n in range(50):
        writer.write(b"line%d\n" % n)
        lines.append(await reader.readline())
    writer.close()
    server.close()
    order = []
    for delay in (0.03, 0.01, 0.02):
        loop.call_later(delay, order.append, delay)
    await asyncio.sleep(0.05)
    echo, _ = await loop.create_datagram_endpoint(Echo, local_addr=("127.0.0.1", 0))
    answer = loop.create_future()
    ask, _ = await loop.create_datagram_endpoint(lambda: Ask(answer), remote_addr=echo.get_extra_info("sockname"))
    datagram = await answer
    echo.close()
    ask.close()
    try:
        await asyncio.wait_for(loop.create_future(), 0.01)
    except TimeoutError as error:
        failure = type(error).__name__
    return lines, order, datagram, await asyncio.to_thread(sum, range(100)), type(loop).__module__, failure


def run():
    return uvloop.run(main())
