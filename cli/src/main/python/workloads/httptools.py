"""Parsing of requests, answers and URLs."""

import httptools


class Seen:
    def __init__(self):
        self.events = []

    def on_url(self, url):
        self.events.append(url)

    def on_header(self, name, value):
        self.events.append((name, value))

    def on_body(self, body):
        self.events.append(body)

    def on_message_complete(self):
        self.events.append("end")


def run():
    asked, answered = Seen(), Seen()
    request = httptools.HttpRequestParser(asked)
    for part in (b"POST /a?b=c HTTP/1.1\r\nHost: x\r\nTransfer-Enc", b"oding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n"):
        request.feed_data(part)
    response = httptools.HttpResponseParser(answered)
    response.feed_data(b"HTTP/1.1 404 Not Found\r\nContent-Length: 2\r\n\r\nno")
    try:
        httptools.HttpRequestParser(Seen()).feed_data(b"nonsense\r\n\r\n")
    except httptools.HttpParserError as error:
        failure = type(error).__name__
    url = httptools.parse_url(b"http://u@h:81/p?q#f")
    return asked.events, request.get_method(), answered.events, response.get_status_code(), (url.host, url.port, url.query), failure
