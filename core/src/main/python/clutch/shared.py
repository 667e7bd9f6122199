"""A dict and a list that all interpreters share, under a read/write lock: ``clutch.SharedDict`` and others.

They hold messages: what is put in is a copy, and each read makes a new one. To change a value in them, put
a changed one in its place, or ``alter`` it. Any number of interpreters read at once, at full speed; those
who write take turns. Every method is atomic, and what it returns is of one moment. Safe for use by many
threads.
"""

import itertools

import _clutch

from clutch._shared import MISSING, Shared, register

__all__ = ["SharedDict", "SharedList"]

_NOT_GIVEN = object()
_tokens = itertools.count(1)


def _altered(begin, commit, abort, id, place, function, default):
    """Replace what is at a place by what the function makes of it; see ``SharedDict.alter``."""
    token = next(_tokens)
    try:
        value = begin(id, place, token)
        value = function(default if value is MISSING else value)
        commit(id, place, token, value)
        return value
    except BaseException:
        abort(id, token)
        raise


class SharedDict(Shared):
    """A dict that all interpreters share, made from what ``dict`` takes.

    Keys are None, bool, int, float, str, bytes and tuples of these. Iterating, ``keys()``, ``values()`` and
    ``items()`` are over a snapshot: the dict as it was at that moment.
    """

    __slots__ = ()

    def __init__(self, /, *args, **kwargs):
        self._adopt(_clutch.dict_create())
        if args or kwargs:
            self._update(dict(*args, **kwargs))

    def __repr__(self):
        return f"<clutch.SharedDict id={self._id} {self.snapshot()!r}>"

    def __getitem__(self, key):
        value = _clutch.dict_get(self._id, key)
        if value is MISSING:
            raise KeyError(key)
        return value

    def get(self, key, default=None, /):
        """Return the value of the key, or the default."""
        value = _clutch.dict_get(self._id, key)
        return default if value is MISSING else value

    def __contains__(self, key):
        return _clutch.dict_get(self._id, key) is not MISSING

    def __len__(self):
        return _clutch.dict_size(self._id)

    def __iter__(self):
        return iter(_clutch.dict_keys(self._id))

    def __reversed__(self):
        return reversed(_clutch.dict_keys(self._id))

    def snapshot(self):
        """Return a plain dict with all keys and values of this moment."""
        return _clutch.dict_entries(self._id)

    def keys(self):
        """Return the keys of this moment."""
        return dict.fromkeys(_clutch.dict_keys(self._id)).keys()

    def values(self):
        """Return the values of this moment."""
        return self.snapshot().values()

    def items(self):
        """Return the keys of this moment with their values."""
        return self.snapshot().items()

    def __setitem__(self, key, value):
        _clutch.dict_put(self._id, key, value)

    def __delitem__(self, key):
        if not _clutch.dict_delete(self._id, key):
            raise KeyError(key)

    def setdefault(self, key, default=None, /):
        """Return the value of the key; put the default there first if there is none."""
        value = _clutch.dict_setdefault(self._id, key, default)
        return default if value is MISSING else value

    def pop(self, key, default=_NOT_GIVEN, /):
        """Take the key out and return its value; if it is not there, return the default or raise KeyError."""
        value = _clutch.dict_pop(self._id, key)
        if value is not MISSING:
            return value
        if default is _NOT_GIVEN:
            raise KeyError(key)
        return default

    def popitem(self):
        """Take out the entry that was added last and return it; KeyError if there is none."""
        entry = _clutch.dict_popitem(self._id)
        if entry is MISSING:
            raise KeyError("popitem(): the shared dict is empty")
        return entry

    def clear(self):
        """Take all keys out."""
        _clutch.dict_clear(self._id)

    def update(self, /, *args, **kwargs):
        """Set several keys in one step, from what ``dict.update`` takes.

        ``update(key, function)``, which ``dict`` does not have, is ``alter(key, function)``.
        """
        if len(args) == 2 and callable(args[1]) and not kwargs:
            return self.alter(*args)
        self._update(dict(*args, **kwargs))

    def _update(self, entries):
        _clutch.dict_update(self._id, *itertools.chain.from_iterable(entries.items()))

    def __ior__(self, other):
        self._update(dict(other))
        return self

    def __or__(self, other):
        return self.snapshot() | dict(other)

    def __ror__(self, other):
        return dict(other) | self.snapshot()

    def replace(self, key, old, new):
        """Set the key to ``new`` if its value is ``old``, in one step; return whether it was.

        Plain values are compared as in Python, others by what they are when they cross.
        """
        return _clutch.dict_replace(self._id, key, old, new)

    def alter(self, key, function, default=None):
        """Set the key to ``function(value)`` in one step, and return that.

        The function gets the default if there is no value. It runs here, in the calling thread, once. Until
        it returns, nobody else can write to this key; others read the old value. If it raises, nothing is
        changed. It must not write to a shared dict or list, nor call ``alter``: that raises RuntimeError,
        for it might wait for ever.
        """
        return _altered(
            _clutch.dict_begin, _clutch.dict_commit, _clutch.dict_abort, self._id, key, function, default
        )


class SharedList(Shared):
    """A list that all interpreters share, made from an iterable. Iterating is over a snapshot."""

    __slots__ = ()

    def __init__(self, iterable=(), /):
        self._adopt(_clutch.list_create())
        self.extend(iterable)

    def __repr__(self):
        return f"<clutch.SharedList id={self._id} {self.snapshot()!r}>"

    def __getitem__(self, index):
        if isinstance(index, slice):
            return _clutch.list_slice(self._id, index.start, index.stop, index.step)
        return _clutch.list_get(self._id, index)

    def __setitem__(self, index, value):
        if isinstance(index, slice):
            self._splice(index, list(value))
        else:
            _clutch.list_set(self._id, index, value)

    def __delitem__(self, index):
        if isinstance(index, slice):
            self._splice(index, [])
        else:
            _clutch.list_delete(self._id, index)

    def _splice(self, where, items):
        if where.step not in (None, 1):
            raise ValueError(f"a slice of a SharedList can be written to with a step of 1 only, not {where.step!r}")
        _clutch.list_splice(self._id, where.start, where.stop, *items)

    def __len__(self):
        return _clutch.list_size(self._id)

    def __iter__(self):
        return iter(self.snapshot())

    def __reversed__(self):
        return reversed(self.snapshot())

    def __contains__(self, value):
        return value in self.snapshot()

    def snapshot(self):
        """Return a plain list of all elements of this moment."""
        return _clutch.list_slice(self._id, None, None, None)

    def index(self, value, /, *bounds):
        """Return the first index of the value; ValueError if there is none."""
        return self.snapshot().index(value, *bounds)

    def count(self, value, /):
        """Return how many elements are equal to the value."""
        return self.snapshot().count(value)

    def append(self, value, /):
        """Add an element at the end."""
        _clutch.list_append(self._id, value)

    def extend(self, iterable, /):
        """Add the elements of an iterable at the end, in one step."""
        _clutch.list_extend(self._id, *iterable)

    def __iadd__(self, iterable):
        self.extend(iterable)
        return self

    def insert(self, index, value, /):
        """Add an element before the one at that index."""
        _clutch.list_insert(self._id, index, value)

    def pop(self, index=-1, /):
        """Take an element out and return it; IndexError if there is none at that index."""
        return _clutch.list_pop(self._id, index)

    def clear(self):
        """Take all elements out."""
        _clutch.list_splice(self._id, None, None)

    def replace(self, index, old, new):
        """Set the element to ``new`` if it is ``old``, in one step; return whether it was."""
        return _clutch.list_replace(self._id, index, old, new)

    def alter(self, index, function):
        """Set the element to ``function(element)`` in one step, and return that.

        Until the function returns, nobody else can write to this list. Else as ``SharedDict.alter``.
        """
        return _altered(
            _clutch.list_begin, _clutch.list_commit, _clutch.list_abort, self._id, index, function, None
        )


register(SharedDict, "shared_dict")
register(SharedList, "shared_list")
