"""Clutch: many isolated Python interpreters in one process.

The standard API, ``concurrent.interpreters`` (PEP 734), is how to use them. This package is for what
the standard does not have.
"""

__all__ = ["Buffer", "by_value"]


def __getattr__(name):
    if name == "by_value":
        from clutch._crossing.shipping import by_value

        return by_value
    if name == "Buffer":
        from clutch.buffers import Buffer

        return Buffer
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
