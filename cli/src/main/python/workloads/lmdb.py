"""A database of keys and values: transactions, cursors, duplicates and an error."""

import tempfile

import lmdb


def run():
    with tempfile.TemporaryDirectory() as folder, lmdb.open(folder, map_size=2**24, max_dbs=3) as environment:
        many = environment.open_db(b"many", dupsort=True)
        with environment.begin(write=True) as transaction:
            for n in range(500):
                transaction.put(b"key%03d" % n, b"value%d" % n)
            for n in range(5):
                transaction.put(b"k", b"v%d" % n, db=many)
        try:
            with environment.begin(write=True) as transaction:
                transaction.put(b"key001", b"changed")
                transaction.put(b"x" * 600, b"too long")
        except lmdb.BadValsizeError as error:
            failure = type(error).__name__
        with environment.begin() as transaction:
            cursor = transaction.cursor()
            cursor.set_range(b"key49")
            return (
                [key for key, _ in cursor.iternext()],
                transaction.get(b"key001"),
                [value for _, value in transaction.cursor(db=many)],
                environment.stat()["entries"],
                len(lmdb.version()),
                failure,
            )
