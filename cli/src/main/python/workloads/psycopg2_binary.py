"""What needs no server: quoting, adapting, parsing of connection strings, ranges, and a refused connection."""

import datetime

import psycopg2
from psycopg2 import errors, extensions, extras


def run():
    try:
        psycopg2.connect("host=127.0.0.1 port=1 user=x connect_timeout=2")
    except psycopg2.OperationalError as error:
        failure = "refused" in str(error)
    return (
        extensions.adapt(datetime.date(2026, 11, 24)).getquoted(),
        extensions.adapt([1, 2.5, None, "x"]).getquoted(),
        extensions.adapt(b"\x00\xff").getquoted(),
        extensions.parse_dsn("dbname=a host='b c' port=5"),
        extensions.make_dsn(dbname="x y", host="h"),
        extras.NumericRange(1, 5, "[]"),
        extensions.UNICODEARRAY("{a,b,\"c d\"}", None),
        errors.lookup("23505").__name__,
        psycopg2.__libpq_version__ > 0,
        failure,
    )
