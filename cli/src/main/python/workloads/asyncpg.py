"""What needs no server: records of the protocol, codecs, connection strings, and a refused connection."""

import asyncio

import asyncpg
from asyncpg import connect_utils, protocol
from asyncpg.pgproto import pgproto, types


async def refused():
    try:
        await asyncpg.connect("postgresql://x@127.0.0.1:1/y", timeout=5)
    except OSError as error:
        return type(error).__name__


def run():
    identity = pgproto.UUID("12345678-1234-5678-1234-567812345678")
    box = types.Box((3, 4), (1, 2))
    return (
        (str(identity), identity.int, identity == pgproto.UUID(identity.bytes)),
        (box.low, box.high, types.Polygon((0, 0), (1, 1)).points),
        asyncpg.Range(1, 5, upper_inc=True).upper_inc,
        protocol.Record.__name__,
        connect_utils.SSLMode.parse("require").name,
        asyncio.run(refused()),
    )
