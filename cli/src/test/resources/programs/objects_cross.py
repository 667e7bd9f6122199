"""Objects of all sorts through a queue: what arrives is equal, and a copy."""

import collections
import enum
import pathlib
import re
import types
import uuid
from concurrent import interpreters
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from decimal import Decimal
from fractions import Fraction


class Colour(enum.Enum):
    RED = "r"
    BLUE = "b"


class Rights(enum.Flag):
    READ = enum.auto()
    WRITE = enum.auto()


Point = collections.namedtuple("Point", "x y")


@dataclass(frozen=True)
class Leaf:
    name: str
    weight: float = 1.0


class Tree:
    def __init__(self, leaves):
        self.leaves = leaves

    def __eq__(self, other):
        return isinstance(other, Tree) and self.leaves == other.leaves

    def __getstate__(self):
        return {"leaves": self.leaves, "packed": True}

    def __setstate__(self, state):
        print("unpacked", state["packed"])
        self.leaves = state["leaves"]


class Words(list):
    pass


VALUES = [
    Colour.RED, Rights.READ | Rights.WRITE, Point(1, 2.5), Leaf("oak"), Tree([Leaf("a"), Leaf("b", 2)]), Words("abc"),
    datetime(2024, 2, 29, 12, tzinfo=UTC), time(1, 2, 3), timedelta(-1, 5), Decimal("1.10"), Fraction(2, 6),
    uuid.UUID(int=5), pathlib.PurePosixPath("/a/b"), re.compile("a+b", re.I), range(1, 10, 3), slice(1, None, 2),
    collections.OrderedDict(b=1, a=2), collections.Counter("hello"), collections.deque([1, 2], 5),
    collections.defaultdict(list, a=[1]), types.SimpleNamespace(a=1), frozenset((1, 2)), bytearray(b"ab"),
    ValueError("a", 1), ..., NotImplemented, int, Colour, len, collections.OrderedDict.fromkeys,
]


def main():
    queue = interpreters.create_queue()
    for value in VALUES:
        queue.put(value)
        got = queue.get()
        same = repr(got) == repr(value) if isinstance(value, BaseException) else got == value
        print(type(value).__name__, same, type(got) is type(value))
    print(queue.qsize())

    shared = [1]
    queue.put([shared, shared])
    one, two = queue.get()
    print(one is two, one is shared)
    ring = {"name": "ring"}
    ring["self"] = ring
    queue.put(ring)
    got = queue.get()
    print(got["self"] is got, got["name"])
    shareable = [None, True, 5, 2**70, 1.5, "a", b"b", (1, "a"), queue]
    print([interpreters.is_shareable(value) for value in shareable])
    print([interpreters.is_shareable(value) for value in ([], {}, set(), object(), main, Leaf("x"), 1j)])


if __name__ == "__main__":
    main()
