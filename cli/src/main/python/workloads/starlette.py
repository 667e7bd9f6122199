"""An application with routes, middleware, files, sessions and a WebSocket, asked by its test client."""

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.responses import JSONResponse, StreamingResponse
from starlette.routing import Mount, Route, WebSocketRoute
from starlette.testclient import TestClient


async def show(request):
    return JSONResponse({"id": request.path_params["id"], "q": dict(request.query_params), "body": (await request.body()).decode()})


async def stream(request):
    return StreamingResponse((b"%d," % n for n in range(500)), media_type="text/plain")


async def echo(socket):
    await socket.accept()
    await socket.send_text((await socket.receive_text())[::-1])
    await socket.close()


def broken(request):
    raise KeyError("x")


def run():
    app = Starlette(
        routes=[Mount("/in", routes=[Route("/{id:int}", show, methods=["GET", "POST"])]), Route("/s", stream), Route("/b", broken), WebSocketRoute("/ws", echo)],
        middleware=[Middleware(GZipMiddleware, minimum_size=100)],
        exception_handlers={KeyError: lambda request, error: JSONResponse({"error": str(error)}, 418)},
    )
    client = TestClient(app)
    with client.websocket_connect("/ws") as socket:
        socket.send_text("clutch")
        word = socket.receive_text()
    answers = [client.post("/in/5?a=b", content="text"), client.get("/in/x"), client.get("/b"), client.delete("/in/5")]
    streamed = client.get("/s")
    return [(a.status_code, a.text) for a in answers], (len(streamed.text), streamed.headers["content-encoding"]), word
