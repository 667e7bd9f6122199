"""Queues between interpreters, low level, served by Clutch.

The same functions as CPython 3.14's module of this name: queues are named by their ids, and nothing
here waits. ``concurrent.interpreters.Queue`` does not go this way, since it has to wait.
"""

import _clutch
from clutch._errors import QueueError, QueueNotFoundError
from clutch._queue_errors import ItemInterpreterDestroyed as _ItemInterpreterDestroyed

_AS_THE_QUEUE = -1
_UNBOUND_ERROR = 2
_UNBOUND = 3
_PICKLED = 1


def create(maxsize, unboundop=_AS_THE_QUEUE, fallback=-1):
    """Return the id of a new queue.

    maxsize: how many items fit; zero or less for no bound.
    unboundop: what becomes of items whose interpreter ends: 1 removed, 2 an error, 3 replaced.
    fallback: 1, objects that are not shareable are pickled.
    """
    if fallback not in (-1, _PICKLED):
        raise ValueError(f"unsupported fallback {fallback}")
    return _clutch.queue_create(_index(maxsize), _op(unboundop) or _UNBOUND)


def destroy(qid):
    """Drop all items and give the id up."""
    _clutch.queue_close(_checked(qid))


def list_all():
    """Return (id, unboundop, fallback) of all queues, the oldest first."""
    return [(id, _clutch.queue_unbound(id) or _UNBOUND, _PICKLED) for id in _clutch.queue_list()]


def put(qid, obj, unboundop=_AS_THE_QUEUE, fallback=-1):
    """Put a copy of the object into the queue, or raise QueueFull."""
    _clutch.queue_put(_checked(qid), obj, 0, _op(unboundop))


def get(qid):
    """Return (the oldest item, None), or (None, unboundop) if its interpreter ended; or raise QueueEmpty."""
    from concurrent.interpreters._queues import UNBOUND

    try:
        obj = _clutch.queue_get(_checked(qid), 0)
    except _ItemInterpreterDestroyed:
        return None, _UNBOUND_ERROR
    return (None, _UNBOUND) if obj is UNBOUND else (obj, None)


def bind(qid):
    """Take a reference to the queue."""
    _clutch.queue_incref(_checked(qid))


def release(qid):
    """Drop a reference to the queue; it is destroyed with the last. Raises QueueError if there was none."""
    _clutch.queue_release(_checked(qid))


def get_maxsize(qid):
    """Return how many items fit."""
    return _clutch.queue_maxsize(_checked(qid))


def get_queue_defaults(qid):
    """Return (unboundop, fallback)."""
    return _clutch.queue_unbound(_checked(qid)) or _UNBOUND, _PICKLED


def is_full(qid):
    """Return whether a put would fail at this moment."""
    return _clutch.queue_is_full(_checked(qid))


def get_count(qid):
    """Return the number of items at this moment."""
    return _clutch.queue_size(_checked(qid))


def _register_heap_types(queuetype, emptyerror, fullerror):
    """Check that these are types. CPython needs to be told them; here the one module knows the other."""
    for cls in (queuetype, emptyerror, fullerror):
        if not isinstance(cls, type):
            raise TypeError(f"expected a type, got {cls!r}")


def _op(unboundop):
    """Return the number for host functions, where 0 is the queue's own policy."""
    unboundop = _index(unboundop)
    if unboundop not in (_AS_THE_QUEUE, 1, _UNBOUND_ERROR, _UNBOUND):
        raise ValueError(f"unsupported unboundop {unboundop}")
    return 0 if unboundop == _AS_THE_QUEUE else unboundop


def _index(value):
    return value.__index__() if hasattr(value, "__index__") else _refuse(value, "expected an int")


def _checked(qid):
    if not isinstance(qid, int):
        _refuse(qid, "queue ID must be an int")
    if qid < 0:
        raise ValueError(f"queue ID must not be negative, got {qid}")
    return int(qid)


def _refuse(value, wanted):
    raise TypeError(f"{wanted}, got {type(value).__name__}")
