"""Clutch: many isolated Python interpreters in one process.

The standard API, ``concurrent.interpreters`` (PEP 734), is how to use them. This package is for what
the standard does not have.
"""

_LOCKS = (
    "Barrier",
    "BoundedSemaphore",
    "BrokenBarrierError",
    "Condition",
    "Event",
    "Lock",
    "LockAbandonedError",
    "RLock",
    "Semaphore",
    "SharedError",
    "SharedNotFoundError",
)
_FOUND_IN = {
    "Buffer": "clutch.buffers",
    "JavaException": "clutch._errors",
    "by_value": "clutch._crossing.shipping",
    "create": "clutch._creation",
    "statistics": "clutch._creation",
    "select": "clutch._select",
    "keep_spares": "clutch._lifecycle",
    "SharedDict": "clutch.shared",
    "SharedList": "clutch.shared",
    **dict.fromkeys(_LOCKS, "clutch.locks"),
}

__all__ = sorted(_FOUND_IN)


def __getattr__(name):
    if name in _FOUND_IN:
        found = getattr(__import__(_FOUND_IN[name], fromlist=["*"]), name)
        globals()[name] = found
        return found
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__():
    return sorted(set(globals()) | _FOUND_IN.keys())
