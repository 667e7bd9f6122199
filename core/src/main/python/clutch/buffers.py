"""Memory with one owner at a time, which crosses between interpreters by changing hands: nothing is copied.

    buffer = Buffer(64 << 20)
    with memoryview(buffer) as view:
        fill(view)
    queue.put(buffer)      # moves it: here every use now raises BufferError

Java code has the same memory as a ``MemorySegment``; see ``dev.clutch.buffer.Buffer``.
"""

import operator

import _clutch
from clutch._crossing import values

__all__ = ["Buffer", "statistics"]


class Buffer(_clutch.Memory):
    """Memory that this interpreter holds. Works with memoryview, struct, array, numpy and files.

    Put into a queue, sent through a channel or passed in a call, by itself or inside tuples, lists and
    dicts, it moves: the receiver gets a Buffer with the very memory, and here every use raises
    BufferError. As long as memoryviews or arrays over it are alive it cannot be moved, frozen, lent or
    released, which raises BufferError too. Whatever raises has changed nothing.

    A SharedDict or SharedList takes frozen ones only, since many may read them there.

    The memory is freed as soon as nobody holds it any more. Safe for use by many threads; no method blocks.
    """

    __slots__ = ()

    def __new__(cls, source, /):
        """Return a new buffer: of so many zero bytes, or with a copy of a bytes-like object."""
        size = _size(source)
        if size is not None:
            return _clutch.buffer_create(size)
        with memoryview(source) as view:
            made = _clutch.buffer_create(view.nbytes)
            with memoryview(made) as target:
                target[:] = view.cast("B") if view.c_contiguous else view.tobytes()
        return made

    def __init_subclass__(cls):
        raise TypeError("clutch.Buffer cannot be subclassed: buffers arrive as plain ones")

    @property
    def nbytes(self):
        """The number of bytes; also of a buffer that is gone."""
        return _clutch.buffer_size(self.id)

    def __len__(self):
        return _clutch.buffer_size(self.id)

    def __getitem__(self, index):
        """Return a byte as an int, or a slice as bytes, a copy."""
        with memoryview(self) as view:
            return bytes(view[index]) if isinstance(index, slice) else view[index]

    def __setitem__(self, index, value):
        with memoryview(self) as view:
            view[index] = value

    @property
    def state(self):
        """What this holder may do with it.

        "owned": read, write and move it; "frozen", "borrowed": read it; "lent", "sent", "closing" (given up
        while views are alive) and "released": nothing.
        """
        return _clutch.buffer_info(self.id)[0]

    @property
    def exports(self):
        """How many memoryviews and arrays over it are alive here."""
        return _clutch.buffer_info(self.id)[1]

    def statistics(self):
        """Return a dict: state, exports and nbytes, as the properties of these names."""
        state, exports = _clutch.buffer_info(self.id)
        return {"state": state, "exports": exports, "nbytes": self.nbytes}

    def freeze(self):
        """Make it read-only for ever, and return it. Sent from now on, it is shared by all that have it."""
        _clutch.buffer_freeze(self.id)
        return self

    def lend(self):
        """Return a context manager that lends the buffer out.

        Its value is a read-only Buffer to be passed to others. Until the end of the block this one cannot
        be used. There, all that have borrowed it lose it; if some of them still have memoryviews or arrays
        over it, BufferError is raised, and this one can be used again when they have released them.
        """
        return _Lending(self)

    def release(self):
        """Let the buffer go. Harmless when repeated, and after it was sent."""
        _clutch.buffer_release(self.id)

    def __enter__(self):
        return self

    def __exit__(self, *exc_info):
        self.release()

    def __repr__(self):
        try:
            return f"<clutch.Buffer of {self.nbytes} bytes, {self.state}>"
        except BufferError as gone:
            return f"<clutch.Buffer: {gone}>"

    def __copy__(self):
        return Buffer(self)

    def __deepcopy__(self, memo):
        return Buffer(self)

    def __reduce_ex__(self, protocol):
        raise TypeError(
            "a clutch.Buffer cannot be pickled: send it by itself, or inside tuples, lists and dicts that hold"
            " nothing that must be pickled; or send bytes(buffer), a copy"
        )


def _size(source):
    """Return the number that the object is, or None."""
    try:
        return operator.index(source)
    except TypeError:
        return None


Buffer.__module__ = "clutch"


class _Lending:
    def __init__(self, owner):
        self._owner = owner

    def __enter__(self):
        return _clutch.buffer_lend(self._owner.id)

    def __exit__(self, *exc_info):
        _clutch.buffer_end_lending(self._owner.id)


def statistics():
    """Return figures of this moment, of all interpreters and Java together, as a dict.

    blocks: pieces of memory; bytes: how big they are together; holders: Buffer objects, used up ones
    included, here and elsewhere.
    """
    return dict(zip(("blocks", "bytes", "holders"), _clutch.buffer_statistics()))


values.declare_shareable(Buffer)
