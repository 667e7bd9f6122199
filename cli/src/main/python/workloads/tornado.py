"""A server and its client on the loopback, templates, and masks of WebSockets."""

import asyncio

from tornado import escape, httpclient, httpserver, netutil, template, util, web


class Main(web.RequestHandler):
    def get(self, name):
        self.write({"name": name, "q": self.get_argument("q", "")})


async def main():
    server = httpserver.HTTPServer(web.Application([("/x/(.*)", Main)]))
    sockets = netutil.bind_sockets(0, "127.0.0.1")
    server.add_sockets(sockets)
    client = httpclient.AsyncHTTPClient()
    base = f"http://127.0.0.1:{sockets[0].getsockname()[1]}"
    answers = await asyncio.gather(*(client.fetch(f"{base}/x/n{n}?q=a%20b") for n in range(5)))
    try:
        await client.fetch(base + "/none")
    except httpclient.HTTPClientError as error:
        failure = error.code
    client.close()
    server.stop()
    return [escape.json_decode(answer.body) for answer in answers], failure


def run():
    page = template.Template("{% for n in range(3) %}<{{ n }}{{ s }}>{% end %}").generate(s="&")
    return asyncio.run(main()), page, util._websocket_mask(b"abcd", b"some data"), util._websocket_mask.__module__
