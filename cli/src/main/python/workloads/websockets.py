"""A server and its client on the loopback, and frames."""

import asyncio

from websockets.asyncio.client import connect
from websockets.asyncio.server import serve
from websockets.frames import Frame, Opcode
from websockets.speedups import apply_mask


async def echo(socket):
    async for message in socket:
        await socket.send(message[::-1])


async def main():
    async with serve(echo, "127.0.0.1", 0) as server:
        port = server.sockets[0].getsockname()[1]
        async with connect(f"ws://127.0.0.1:{port}") as socket:
            answers = []
            for message in ("clutch", b"\x01\x02\x03", "é" * 10, "x" * 70000):
                await socket.send(message)
                answers.append(await socket.recv())
    return answers[:3], len(answers[3])


def run():
    return asyncio.run(main()), apply_mask(b"some data", b"abcd"), Frame(Opcode.TEXT, b"hi").serialize(mask=False)
