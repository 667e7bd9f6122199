"""One process: files, pipes, sockets, the folder and variables belong to all interpreters."""

import os
import socket
import tempfile
import threading
from concurrent import interpreters


def write_to(descriptor, data):
    with open(descriptor, "wb", closefd=True) as file:
        file.write(data)


def shout_back(descriptor):
    import socket

    with socket.socket(fileno=descriptor) as connection:
        while data := connection.recv(100):
            connection.sendall(data.upper())


def serve_once(family, kind, descriptor):
    import socket

    with socket.socket(family, kind, fileno=descriptor) as listener:
        connection, _ = listener.accept()
        with connection:
            connection.sendall(b"hello " + connection.recv(100))


def main():
    interpreter = interpreters.create()
    source, sink = os.pipe()
    interpreter.call(write_to, sink, b"through a pipe")
    with open(source, "rb") as file:
        print(file.read())

    near, far = socket.socketpair()
    thread = interpreter.call_in_thread(shout_back, far.detach())
    for word in (b"one", b"two"):
        near.sendall(word)
        print(near.recv(100))
    near.close()
    thread.join()

    listener = socket.create_server(("127.0.0.1", 0))
    address = listener.getsockname()
    thread = interpreter.call_in_thread(serve_once, int(listener.family), int(listener.type), listener.detach())
    with socket.create_connection(address) as connection:
        connection.sendall(b"server")
        print(connection.recv(100))
    thread.join()

    with tempfile.TemporaryDirectory() as folder:
        before = os.getcwd()
        os.chdir(folder)
        try:
            interpreter.exec("open('made-inside.txt', 'w').close()")
            print(os.listdir(), interpreter.call(os.getpid) == os.getpid())
        finally:
            os.chdir(before)
    print(interpreter.call(threading.get_native_id) == threading.get_native_id())
    interpreter.close()


if __name__ == "__main__":
    main()
