"""What all objects have in common that interpreters share by an id: locks, shared dicts and lists."""

import weakref

import _clutch
from clutch._crossing import values


class SharedError(RuntimeError):
    """Something is wrong with an object that interpreters share."""


class SharedNotFoundError(SharedError):
    """Nothing has that id, or nobody refers to it any more."""


class LockAbandonedError(SharedError):
    """The interpreter that held the lock has ended, and what the lock protects may be half changed.

    Raised in all who wait for the lock and all who come later, until ``recover()`` takes it over.
    """


# Where users know them from, in tracebacks and pickles.
for _cls in (SharedError, SharedNotFoundError, LockAbandonedError):
    _cls.__module__ = "clutch"

MISSING = object()
values.register_kind("missing", lambda state: MISSING)

_known = weakref.WeakValueDictionary()


class Shared:
    """An object that every interpreter may use, by its id. There is one such object for an id in each.

    Sent to another interpreter, by itself or in a container, it arrives as the same. It is gone when no
    interpreter has an object for it any more, no shared dict or list holds it, and it is not on its way.
    What was sent and is never received stays until the interpreter ends that has sent it.
    """

    __slots__ = ("_id", "__weakref__")

    @classmethod
    def _received(cls, id):
        """Return the object for an id that was sent."""
        found = _known.get(id)
        _clutch.shared_receive(id, found is None)
        return cls._attached(id) if found is None else found

    @classmethod
    def _named(cls, id):
        """Return the object for an id that was not sent, but is known from elsewhere."""
        found = _known.get(id)
        if found is not None:
            return found
        _clutch.shared_incref(id)
        return cls._attached(id)

    @classmethod
    def _attached(cls, id):
        """Return a new object for an id, whose count includes it already."""
        self = object.__new__(cls)
        self._id = id
        self._bind()
        self._load()
        return _known.setdefault(id, self)

    def _bind(self):
        """Make those methods that are not Python functions, now that the id is known."""

    def _load(self):
        """Find out what this object has to know besides its id."""

    def _adopt(self, id):
        """Stand for that id, whose count includes this object already."""
        self._id = id
        self._bind()
        _known[id] = self

    def _send(self):
        """Return what crosses in place of the object."""
        _clutch.shared_send(self._id)
        return self._id

    def __del__(self, *, _clutch=_clutch):  # which is there for longer than this module's names
        id = getattr(self, "_id", None)
        decref = getattr(_clutch, "shared_decref", None)  # gone when all this interpreter refers to is given up anyway
        if id is not None and decref is not None:
            decref(id)

    def __reduce__(self):
        return _restored, (type(self), self._id)

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self

    @property
    def id(self):
        """The number that names it in every interpreter; never given to another one."""
        return self._id

    def statistics(self):
        """Return a dict of numbers about it, as of this moment."""
        return _clutch.shared_statistics(self._id)


def _restored(cls, id):
    return cls._named(id)


def register(cls, kind):
    """Let objects of that class cross by their ids, and show it as part of ``clutch``."""
    cls.__module__ = "clutch"
    values.register_shareable(cls, kind, cls._send, cls._received)
