"""A pool of connections to a server on the loopback, retries, URLs and form data."""

import http.server
import threading

import urllib3


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_POST(self):
        data = self.rfile.read(int(self.headers["Content-Length"]))[::-1]
        self.send_response(200)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def do_GET(self):
        self.send_response(302 if self.path == "/old" else 404)
        self.send_header("Location", "/new")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *args):
        pass


def run():
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever).start()
        with urllib3.PoolManager() as pool:
            base = f"http://127.0.0.1:{server.server_port}"
            bodies = [pool.request("POST", base + "/x", body=b"word%d" % n).data for n in range(5)]
            moved = pool.request("GET", base + "/old")
            result = bodies, moved.status, moved.retries.history[0].redirect_location
        server.shutdown()
    try:
        urllib3.PoolManager(retries=False).request("GET", "http://127.0.0.1:1/")
    except urllib3.exceptions.NewConnectionError as error:
        failure = type(error).__name__
    url = urllib3.util.parse_url("HTTP://u@Example.com:80/a/../b?q=ä#f")
    form = urllib3.encode_multipart_formdata({"a": "1", "f": ("n.txt", b"data")}, boundary="B")
    return result, url.url, form, str(urllib3.util.Retry(3).increment("GET", "/")), failure
