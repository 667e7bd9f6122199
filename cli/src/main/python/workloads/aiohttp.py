"""A server and its client on the loopback: JSON, streams, headers, and a WebSocket."""

import asyncio

import aiohttp
from aiohttp import web
from aiohttp.http_parser import HttpRequestParser


async def hello(request):
    return web.json_response({"name": request.match_info["name"], "query": dict(request.query)})


async def stream(request):
    response = web.StreamResponse()
    await response.prepare(request)
    for n in range(20):
        await response.write(b"%d," % n)
    await response.write_eof()
    return response


async def echo(request):
    socket = web.WebSocketResponse()
    await socket.prepare(request)
    async for message in socket:
        await socket.send_str(message.data[::-1])
    return socket


async def talk(base):
    async with aiohttp.ClientSession() as session:
        async with session.get(base + "/hello/tea", params={"a": "1"}) as response:
            answer = response.status, await response.json()
        async with session.get(base + "/stream") as response:
            text = await response.text()
        async with session.get(base + "/none") as response:
            status = response.status
        async with session.ws_connect(base + "/echo") as socket:
            await socket.send_str("clutch")
            word = await socket.receive_str()
        return answer, text, status, word


async def main():
    app = web.Application()
    app.add_routes([web.get("/hello/{name}", hello), web.get("/stream", stream), web.get("/echo", echo)])
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    port = site._server.sockets[0].getsockname()[1]
    try:
        return await talk(f"http://127.0.0.1:{port}")
    finally:
        await runner.cleanup()


def run():
    return asyncio.run(main()), HttpRequestParser.__module__
