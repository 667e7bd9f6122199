"""Clutch: many isolated Python interpreters in one process.

The standard API, ``concurrent.interpreters`` (PEP 734), is how to use them. This package is for what
the standard does not have.
"""

__all__ = ["JavaException", "by_value", "select"]

_HOMES = {"JavaException": "clutch._errors", "by_value": "clutch._crossing.shipping", "select": "clutch._select"}


def __getattr__(name):
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(__import__(_HOMES[name], fromlist=["*"]), name)


def __dir__():
    return sorted(set(globals()) | _HOMES.keys())
