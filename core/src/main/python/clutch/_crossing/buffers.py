"""Memory views cross as views of the same memory: what one interpreter writes, the others see.

Java does that by itself, unless a view leads to its elements by pointers, as those of images made of rows do:
what these show is copied.
"""

import _clutch


class CrossInterpreterBufferView(_clutch.Memory):
    """What a memory view that came from another interpreter is a view of."""

    __slots__ = ()


CrossInterpreterBufferView.__module__ = "_interpreters"


def reduce(view):
    """Return a copy of what the memory view shows, with its format and shape."""
    return (bytes if view.readonly else bytearray)(view), view.format, view.shape


def restore(state):
    """Return a memory view; of plain bytes, if memory views do not know the format."""
    data, format, shape = state
    view = memoryview(data)
    try:
        return view.cast(format, shape) if len(shape) != 1 else view.cast(format)
    except (TypeError, ValueError, NotImplementedError):
        return view
