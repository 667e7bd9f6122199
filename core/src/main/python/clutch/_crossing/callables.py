"""Java functions that Python code calls."""

import weakref

import _clutch
from clutch._crossing import handles, values
from clutch._errors import JavaException

_known = weakref.WeakValueDictionary()


class JavaCallable:
    """A Java function; see Java's ``JavaCallable``. There is one object for each in each interpreter.

    Arguments and result are copied, as to and from an interpreter; but an argument that can be called arrives as a
    ``PythonObject``, a handle of it, which the Java function has to close.
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
        given = map(_given, (*args, *kwargs.values()))
        result, thrown = _clutch.callable_call(self._id, tuple(kwargs), *given)
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


def _given(argument):
    """Return the argument, or a handle of it if it is a function or the like."""
    return handles.Held(argument) if callable(argument) and not values.is_shareable(argument) else argument


values.register_shareable(JavaCallable, "callable", lambda callable: callable._id, JavaCallable)
