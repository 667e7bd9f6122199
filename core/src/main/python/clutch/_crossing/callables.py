"""Java functions that Python code calls."""

import weakref

import _clutch
from clutch._crossing import values
from clutch._errors import JavaException

_known = weakref.WeakValueDictionary()


class JavaCallable:
    """A Java function; see Java's ``JavaCallable``. There is one object for each in each interpreter.

    Arguments and result are copied, as to and from an interpreter.
    """

    def __new__(cls, id, /):
        known = _known.get(id)
        if known is not None:
            return known
        _clutch.callable_incref(id)
        self = super().__new__(cls)
        self._id = id
        return _known.setdefault(id, self)

    def __call__(self, /, *args, **kwargs):
        """Call it, on this thread. Raises JavaException if it throws."""
        result, thrown = _clutch.callable_call(self._id, tuple(kwargs), *args, *kwargs.values())
        if thrown is None:
            return result
        raise JavaException._of(*thrown)

    def __repr__(self):
        return f"<Java callable {self._id}>"

    def __reduce__(self):
        return JavaCallable, (self._id,)

    def __del__(self, _host=_clutch):
        id = getattr(self, "_id", None)
        if id is not None and _host.callable_decref:
            _host.callable_decref(id)


values.register_shareable(JavaCallable, "callable", lambda callable: callable._id, JavaCallable)
