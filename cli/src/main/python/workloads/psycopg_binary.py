"""What needs no server: composing SQL, adapting, parsing of connection strings, and a refused connection."""

import datetime

import psycopg
from psycopg import conninfo, pq, sql
from psycopg.adapt import PyFormat, Transformer


def run():
    query = sql.SQL("SELECT {} FROM {} WHERE x = {}").format(sql.Identifier("a b"), sql.Identifier("t"), sql.Literal("it's"))
    transformer = Transformer()
    values = [1, "é", datetime.date(2026, 1, 2), [1, 2], None, b"\x00"]
    try:
        psycopg.connect("host=127.0.0.1 port=1 user=x connect_timeout=2")
    except psycopg.OperationalError as error:
        failure = "refused" in str(error)
    return (
        query.as_string(None),
        [bytes(v) if v is not None else None for v in transformer.dump_sequence(values, [PyFormat.AUTO] * len(values))],
        transformer.types,
        conninfo.conninfo_to_dict("host=a port=5 dbname='x y'"),
        bytes(pq.Escaping().escape_bytea(b"\x00a")),
        pq.__impl__,
        failure,
    )
