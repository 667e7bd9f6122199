"""A session with a server on the loopback: JSON, cookies, files, streams, redirects; and an error."""

import http.server
import json
import threading

import requests


class Handler(http.server.BaseHTTPRequestHandler):
    def answer(self, data, status=200, **headers):
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def do_GET(self):
        if self.path == "/cookie":
            self.answer(b"", 302, Set_Cookie="k=v", Location="/seen")
        else:
            self.answer(json.dumps({"path": self.path, "cookie": self.headers.get("Cookie")}).encode(), Content_Type="application/json")

    def do_POST(self):
        self.answer(self.rfile.read(int(self.headers["Content-Length"])))

    def log_message(self, *args):
        pass


def run():
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever).start()
        base = f"http://127.0.0.1:{server.server_port}"
        with requests.Session() as session:
            session.trust_env = False
            result = (
                session.get(base + "/a", params={"q": "ü x"}).json(),
                session.get(base + "/cookie").json(),
                session.post(base, json={"n": [1, 2]}).text,
                len(session.post(base, files={"f": ("a.txt", b"data")}).content) > 100,
                b"".join(session.post(base, data=b"x" * 5000, stream=True).iter_content(999)) == b"x" * 5000,
            )
        server.shutdown()
    try:
        requests.get("http://127.0.0.1:1", timeout=2)
    except requests.ConnectionError as error:
        failure = type(error).__name__
    return result, failure, requests.Request("GET", "http://x/é", headers={"A": "b"}).prepare().url
