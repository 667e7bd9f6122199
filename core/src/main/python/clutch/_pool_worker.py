"""What a pool runs in its interpreters, and how it packs the calls of a chunk. Called by Java."""

import _thread
import marshal

from clutch._bootstrap import load_callable

# What marshal writes and reads as it is.
_PLAIN = {bool, bytes, float, int, str, type(None)}


def begin(name):
    """Name this thread for the operating system, as Python names its own where it can."""
    set_name = getattr(_thread, "set_name", None)
    if set_name is not None:
        set_name(name)


def call_each(function, calls):
    """Return the results of a function, or of what it was dumped as, for tuples of arguments: a list, or that packed."""
    if type(function) in (str, bytes, tuple):
        function = load_callable(function)
    if type(calls) is not bytes:
        return [function(*args) for args in calls]
    results = [function(*args) for args in marshal.loads(calls)]
    return marshal.dumps(results) if _PLAIN.issuperset(map(type, results)) else results


def pack(calls):
    """Return tuples of arguments as bytes, which cross many times as fast, if they have plain values in them only."""
    for args in calls:
        if not _PLAIN.issuperset(map(type, args)):
            return calls
    return marshal.dumps(calls)


def unpack(results):
    """Return a new list of the results of a chunk."""
    return marshal.loads(results) if type(results) is bytes else results
