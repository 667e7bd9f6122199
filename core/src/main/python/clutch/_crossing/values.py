"""Objects that cross by value: a kind and a state, both plain, from which they are rebuilt.

The kinds that Java understands are listed in ``dev.clutch.message.ReducedKinds``.
"""

import sys

from clutch._crossing import functions

_reducers = {}
_restorers = {}


def register(cls, kind, reducer, restorer):
    """Let instances of exactly ``cls`` cross by value.

    ``reducer(obj)`` returns their state, a plain value, or None if this instance must be pickled;
    ``restorer(state)`` rebuilds them.
    """
    _reducers[cls] = kind, reducer
    _restorers[kind] = restorer


def reduce(obj):
    """Return ``(kind, state)``, or None if the object must be pickled."""
    found = _reducers.get(type(obj))
    if found is None:
        found = _late_reducer(type(obj))
        if found is None:
            return functions.reduce_by_name(obj)
    kind, reducer = found
    state = reducer(obj)
    return None if state is None else (kind, state)


def restore(kind, state):
    """Return the object that was reduced to this."""
    restorer = _restorers.get(kind)
    if restorer is None:
        _load(kind)
        restorer = _restorers[kind]
    return restorer(state)


# Modules that are only imported when one of their objects is met: by name of the class's module, and
# by kind.
_OF_MODULE = {"decimal": "decimal", "datetime": "datetime", "uuid": "uuid"}
_OF_KIND = {
    "decimal": "decimal",
    "date": "datetime",
    "time": "datetime",
    "datetime": "datetime",
    "timedelta": "datetime",
    "uuid": "uuid",
}


def _late_reducer(cls):
    loader = _OF_MODULE.get(cls.__module__)
    if loader is None or loader not in sys.modules:
        return None
    _loaders[loader]()
    del _OF_MODULE[loader]
    return _reducers.get(cls)


def _load(kind):
    loader = _OF_KIND.get(kind)
    if loader is not None:
        _loaders[loader]()
    elif kind == "pickle":
        from clutch._crossing import pickles

        _restorers[kind] = pickles.loads
    elif kind in ("queue", "interpreter", "unbound"):
        import concurrent.interpreters  # registers all three
    else:
        raise ValueError(f"unknown kind of message: {kind!r}")


def _load_decimal():
    from decimal import Decimal

    register(Decimal, "decimal", str, Decimal)


def _load_uuid():
    from uuid import UUID

    register(UUID, "uuid", str, UUID)


def _load_datetime():
    from datetime import date, datetime, time, timedelta, timezone

    def reduce_time(obj):
        return obj.isoformat() if obj.tzinfo is None and not obj.fold else None

    def reduce_datetime(obj):
        zone = obj.tzinfo
        if zone is None:
            return None if obj.fold else (obj.isoformat(), None)
        if type(zone) is timezone and zone.tzname(None) == timezone(zone.utcoffset(None)).tzname(None):
            return None if obj.fold else (obj.isoformat(), None)
        zoneinfo = sys.modules.get("zoneinfo")
        if zoneinfo is not None and type(zone) is zoneinfo.ZoneInfo and zone.key is not None:
            return obj.isoformat(), zone.key
        return None

    def restore_datetime(state):
        text, key = state
        if key is None:
            return datetime.fromisoformat(text)
        from zoneinfo import ZoneInfo

        return datetime.fromisoformat(text).astimezone(ZoneInfo(key))

    register(date, "date", date.isoformat, date.fromisoformat)
    register(time, "time", reduce_time, time.fromisoformat)
    register(datetime, "datetime", reduce_datetime, restore_datetime)
    register(
        timedelta,
        "timedelta",
        lambda obj: (obj.days, obj.seconds, obj.microseconds),
        lambda state: timedelta(*state),
    )


_loaders = {"decimal": _load_decimal, "datetime": _load_datetime, "uuid": _load_uuid}

_restorers["name"] = functions.find_by_name
_restorers["code"] = functions.load_code
