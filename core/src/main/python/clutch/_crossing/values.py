"""Objects that cross by value: a kind and a state, both plain, from which they are rebuilt.

Shareable, a word of PEP 734, are those that cross without a pickle and are not changed by anybody.

The kinds that Java understands are listed in ``dev.clutch.message.ReducedKinds``.
"""

import types

from clutch._crossing import functions
from clutch._errors import NotShareableError

# What registers a class, or a kind, is imported when the first object of it is met.
_REGISTERS_CLASSES_OF = {
    "_decimal": "clutch._crossing.of_decimal",
    "decimal": "clutch._crossing.of_decimal",
    "datetime": "clutch._crossing.of_datetime",
    "uuid": "clutch._crossing.of_uuid",
}
_REGISTERS_KIND = {
    "decimal": "clutch._crossing.of_decimal",
    "date": "clutch._crossing.of_datetime",
    "time": "clutch._crossing.of_datetime",
    "datetime": "clutch._crossing.of_datetime",
    "timedelta": "clutch._crossing.of_datetime",
    "uuid": "clutch._crossing.of_uuid",
    "pickle": "clutch._crossing.pickles",
    "queue": "concurrent.interpreters",
    "callable": "clutch._crossing.callables",
    "channel_end": "_interpchannels",
    "channel_id": "_interpchannels",
    "object": "clutch._crossing.handles",
    "recv_channel": "clutch.channels",
    "send_channel": "clutch.channels",
    "lock": "clutch.locks",
    "rlock": "clutch.locks",
    "condition": "clutch.locks",
    "semaphore": "clutch.locks",
    "bounded_semaphore": "clutch.locks",
    "event": "clutch.locks",
    "barrier": "clutch.locks",
    "missing": "clutch._shared",
    "shared_dict": "clutch.shared",
    "shared_list": "clutch.shared",
    "interpreter": "concurrent.interpreters",
    "snapshot": "clutch._crossing.snapshots",
    "unbound": "concurrent.interpreters",
}


def _reduce_memoryview(view):
    from clutch._crossing import buffers

    return buffers.reduce(view)


def _restore_memoryview(state):
    from clutch._crossing import buffers

    return buffers.restore(state)


_reducers = {
    memoryview: ("memoryview", _reduce_memoryview),
    types.CodeType: ("code", functions.dump_code),
}
_restorers = {"name": functions.find_by_name, "code": functions.load_code, "memoryview": _restore_memoryview}
_shareable = {type(None), bool, int, float, str, bytes, memoryview}


def register(cls, kind, reducer, restorer):
    """Let instances of exactly ``cls`` cross by value.

    ``reducer(obj)`` returns their state, a plain value, or None if this instance must be pickled;
    ``restorer(state)`` rebuilds them.
    """
    _reducers[cls] = kind, reducer
    _restorers[kind] = restorer


def register_shareable(cls, kind, reducer, restorer):
    """As ``register``, for a class whose instances are shareable."""
    register(cls, kind, reducer, restorer)
    _shareable.add(cls)


def declare_shareable(cls):
    """Let instances of a class that Java encodes itself count as shareable."""
    _shareable.add(cls)


def is_shareable(obj):
    """Return whether the object, with all that is in it, crosses by value and is never changed."""
    return all(map(is_shareable, obj)) if type(obj) is tuple else type(obj) in _shareable


def require_shareable(obj):
    """Raise NotShareableError if the object is not shareable."""
    if not is_shareable(obj):
        raise NotShareableError(
            f"{obj!r} is not shareable: only None, bool, int, float, str, bytes, memoryview, queues, interpreters"
            " and tuples of these are; put other objects into a queue, or pass them to call()"
        )


def unregister(cls):
    """Let instances of the class cross as those of any other class; what was sent can still be restored."""
    _reducers.pop(cls, None)
    _shareable.discard(cls)


def register_kind(kind, restorer):
    """Let a kind be restored that ``reduce`` never makes."""
    _restorers[kind] = restorer


def reduce(obj):
    """Return ``(kind, state)``, or None if the object must be pickled."""
    reduced = reduce_registered(obj)
    return functions.reduce_by_name(obj) if reduced is None else reduced


def reduce_registered(obj):
    """Return ``(kind, state)`` if the object's class has been registered, or None."""
    cls = type(obj)
    found = _reducers.get(cls)
    if found is None:
        module = _REGISTERS_CLASSES_OF.pop(cls.__module__, None)
        if module is None:
            return None
        __import__(module)
        return reduce_registered(obj)
    kind, reducer = found
    state = reducer(obj)
    return None if state is None else (kind, state)


def restore(kind, state):
    """Return the object that was reduced to this."""
    if kind not in _restorers:
        if kind not in _REGISTERS_KIND:
            raise ValueError(f"unknown kind of message: {kind!r}")
        __import__(_REGISTERS_KIND[kind])
    return _restorers[kind](state)
