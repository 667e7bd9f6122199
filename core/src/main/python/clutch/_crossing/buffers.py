"""Memory views cross as copies of their memory."""


class CrossInterpreterBufferView:
    """What a memory view that came from another interpreter is a view of."""

    def __new__(cls):
        raise TypeError(f"cannot create {cls.__name__!r} instances: send a memoryview to another interpreter")

    def __buffer__(self, flags, /):
        return self._view


CrossInterpreterBufferView.__module__ = "_interpreters"


def reduce(view):
    """Return what the memory view is rebuilt from."""
    return (bytes if view.readonly else bytearray)(view), view.format, view.shape


def restore(state):
    """Return a memory view of a copy."""
    data, format, shape = state
    holder = object.__new__(CrossInterpreterBufferView)
    holder._view = memoryview(data).cast("B").cast(format, shape)
    return memoryview(holder)
