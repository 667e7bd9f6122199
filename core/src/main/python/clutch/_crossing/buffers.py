"""Memory views cross as views of the same memory: what one interpreter writes, the others see.

Java sends those of bytes in one dimension by itself, and others as such a view with their format and shape.
"""

import _clutch


class CrossInterpreterBufferView(_clutch.Memory):
    """What a memory view that came from another interpreter is a view of."""

    __slots__ = ()


CrossInterpreterBufferView.__module__ = "_interpreters"


def reduce(view):
    """Return what the memory view is rebuilt from."""
    return _bytes(view), view.format, view.shape


def _bytes(view):
    """Return a view of the same memory as bytes in one dimension; where there is none, a copy."""
    if view.c_contiguous and 0 not in view.shape:
        try:
            return view.cast("B")
        except (TypeError, ValueError, NotImplementedError):
            pass  # of a format that memory views know only by name
    return (bytes if view.readonly else bytearray)(view)


def restore(state):
    """Return a memory view; of plain bytes, if memory views do not know the format."""
    data, format, shape = state
    view = memoryview(data)
    try:
        return view.cast(format, shape) if len(shape) != 1 else view.cast(format)
    except (TypeError, ValueError, NotImplementedError):
        return view
