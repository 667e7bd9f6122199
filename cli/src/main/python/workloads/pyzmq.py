"""Sockets within the process and over the loopback, polls, threads, and curve keys."""

import threading

import zmq


def answer(context, address):
    with context.socket(zmq.REP) as socket:
        socket.connect(address)
        while (message := socket.recv_json()) is not None:
            socket.send_json(message * 2)
        socket.send_json(None)


def run():
    with zmq.Context() as context:
        with context.socket(zmq.REQ) as socket:
            port = socket.bind_to_random_port("tcp://127.0.0.1")
            thread = threading.Thread(target=answer, args=(context, f"tcp://127.0.0.1:{port}"))
            thread.start()
            answers = []
            for n in [*range(50), None]:
                socket.send_json(n)
                answers.append(socket.recv_json())
            thread.join()
        with context.socket(zmq.PUB) as publisher, context.socket(zmq.SUB) as subscriber:
            publisher.bind("inproc://news")
            subscriber.connect("inproc://news")
            subscriber.subscribe(b"a")
            while not subscriber.poll(20):
                publisher.send_multipart([b"a", b"word"])
                publisher.send_multipart([b"b", b"other"])
            news = subscriber.recv_multipart()
            try:
                while True:
                    subscriber.recv(zmq.NOBLOCK)
            except zmq.Again as error:
                failure = error.errno
    return answers, news, failure, zmq.curve_public(b"A" * 40), zmq.zmq_version_info()[0]
