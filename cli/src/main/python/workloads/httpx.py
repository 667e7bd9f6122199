"""Clients of an application in this process, and of none: JSON, streams, forms, hooks, and an error."""

import asyncio

import httpx


async def app(scope, receive, send):
    body = (await receive()).get("body", b"")
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-type", b"application/json")]})
    await send({"type": "http.response.body", "body": b'{"path": "%s", "n": %d}' % (scope["path"].encode(), len(body))})


async def main():
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="http://x") as client:
        answers = await asyncio.gather(*(client.post(f"/p{n}", content=b"x" * n) for n in range(5)))
        return [answer.json() for answer in answers]


def handle(request):
    if request.url.path == "/old":
        return httpx.Response(301, headers={"Location": "/new"})
    return httpx.Response(200, json={"method": request.method, "url": str(request.url), "body": request.content.decode()})


def run():
    seen = []
    with httpx.Client(transport=httpx.MockTransport(handle), event_hooks={"request": [lambda r: seen.append(r.method)]}) as client:
        results = (
            client.get("http://x/a", params={"q": "ü"}).json(),
            client.post("http://x/f", data={"a": "1 2"}).json(),
            client.get("http://x/old", follow_redirects=True).history[0].status_code,
        )
    try:
        httpx.get("http://127.0.0.1:1", trust_env=False)
    except httpx.ConnectError as error:
        failure = type(error).__name__
    return asyncio.run(main()), results, seen, str(httpx.URL("http://x/a").join("../b?c=d")), failure
