"""Tasks that use globals which cannot be sent: each interpreter has its own, made by the program's file."""

import contextvars
import logging
import sqlite3
import threading
from concurrent import interpreters
from concurrent.futures import InterpreterPoolExecutor

lock = threading.Lock()
local = threading.local()
user = contextvars.ContextVar("user", default="nobody")
log = logging.getLogger("program")
database = sqlite3.connect(":memory:", check_same_thread=False)
database.execute("create table numbers (n)")
squares = (n * n for n in range(100))
calls = 0


def count():
    global calls
    with lock:
        calls += 1
        return calls


def next_square():
    return next(squares)


def insert(n):
    database.execute("insert into numbers values (?)", (n,))
    return database.execute("select sum(n) from numbers").fetchone()


def greet(word):
    return f"{word}, {user.get()}", log.name, lock.locked()


def greet_as(name, word):
    token = user.set(name)
    try:
        return greet(word)
    finally:
        user.reset(token)


def main():
    user.set("ada")
    with InterpreterPoolExecutor(1) as pool:
        print([pool.submit(count).result() for _ in range(3)], calls)
        print(list(pool.map(insert, range(5))), insert(100))
        print(pool.submit(greet, "hello").result(), greet("hello"))
        print(pool.submit(greet_as, "bob", "hello").result(), pool.submit(greet, "bye").result())
        print([pool.submit(next_square).result() for _ in range(4)], next(squares))
    interpreter = interpreters.create()
    with lock:
        print(interpreter.call(count), interpreter.call(greet, "locked here"))
    interpreter.close()


if __name__ == "__main__":
    main()
