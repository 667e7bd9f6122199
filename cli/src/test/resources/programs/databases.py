"""A database file that several interpreters write, each over a connection of its own."""

import sqlite3
import tempfile
from concurrent.futures import InterpreterPoolExecutor
from contextlib import closing
from pathlib import Path

connection = None


def connect(path):
    global connection
    connection = sqlite3.connect(path, timeout=30, autocommit=True)


def insert(worker, rows):
    with closing(connection.cursor()) as cursor:
        cursor.execute("begin immediate")
        cursor.executemany("insert into numbers values (?, ?)", [(worker, row) for row in rows])
        cursor.execute("commit")
    return connection.total_changes > 0


def fail():
    connection.execute("select * from nothing")


def main():
    with tempfile.TemporaryDirectory() as folder:
        path = str(Path(folder, "numbers.db"))
        with closing(sqlite3.connect(path)) as database:
            database.execute("create table numbers (worker, number)")
        with InterpreterPoolExecutor(2, initializer=connect, initargs=(path,)) as pool:
            print(all(pool.map(insert, "abcd", [range(n * 10) for n in range(1, 5)])))
            print(repr(pool.submit(fail).exception()))
        with closing(sqlite3.connect(path)) as database:
            print(*database.execute("select worker, count(*), sum(number) from numbers group by worker order by 1"))


if __name__ == "__main__":
    main()
