"""Queues between interpreters, low level, served by Clutch.

The same functions as CPython 3.14's module of this name: queues are named by their ids, and nothing
here waits. ``concurrent.interpreters.Queue`` does not go this way, since it has to wait.
"""

import _clutch
from clutch._crossing import values as _values
from clutch._errors import QueueError, QueueNotFoundError
from clutch._listing import still_there as _still_there
from clutch._queue_errors import ItemInterpreterDestroyed as _ItemInterpreterDestroyed

_AS_THE_QUEUE = -1
_UNBOUND_ERROR = 2
_UNBOUND = 3
_SHAREABLE_ONLY, _PICKLED = 0, 1


def create(maxsize, unboundop=_AS_THE_QUEUE, fallback=-1):
    """Return the id of a new queue.

    maxsize: how many items fit; zero or less for no bound.
    unboundop: what becomes of items whose interpreter ends: 1 removed, 2 an error, 3 replaced.
    fallback: what becomes of objects that are not shareable: 0 refused, 1 sent in other ways; 1 by default.
    """
    return _clutch.queue_create(_index(maxsize), _op(unboundop) or _UNBOUND, _pickles(fallback, True))


def destroy(qid):
    """Drop all items and give the id up."""
    _clutch.queue_close(_checked(qid))


def list_all():
    """Return (id, unboundop, fallback) of all queues, the oldest first."""
    return _still_there(lambda id: (id, *get_queue_defaults(id)), _clutch.queue_list(), QueueNotFoundError)


def put(qid, obj, unboundop=_AS_THE_QUEUE, fallback=-1):
    """Put a copy of the object into the queue, or raise QueueFull.

    unboundop, fallback: as for ``create``; by default what the queue was made with.
    """
    qid = _checked(qid)
    if not _pickles(fallback, _clutch.queue_pickles(qid)):
        _values.require_shareable(obj)
    _clutch.queue_put(qid, obj, 0, _op(unboundop))


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
    qid = _checked(qid)
    return _clutch.queue_unbound(qid) or _UNBOUND, int(_clutch.queue_pickles(qid))


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
        raise ValueError(f"unsupported unboundop {unboundop}: it is 1 (remove), 2 (error) or 3 (replace)")
    return 0 if unboundop == _AS_THE_QUEUE else unboundop


def _pickles(fallback, default):
    """Return whether objects may be sent that are not shareable. As in CPython, less than 0 is the default."""
    fallback = _index(fallback)
    if fallback < 0:
        return default
    if fallback not in (_SHAREABLE_ONLY, _PICKLED):
        raise ValueError(f"unsupported fallback {fallback}: it is 0 (none) or 1 (pickle)")
    return fallback == _PICKLED


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
