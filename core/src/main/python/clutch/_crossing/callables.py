"""Java functions that Python code calls."""

import weakref

import _clutch
from clutch._crossing import values

_known = weakref.WeakValueDictionary()


class JavaCallable(_clutch.Callable):
    """A Java function; see Java's ``JavaCallable``. There is one object for each in each interpreter.

    Called, it runs on this thread. Arguments and result are copied, as to and from an interpreter; but an argument
    that can be called arrives as a ``PythonObject``, a handle of it, which the Java function has to close. Raises
    JavaException if it throws.
    """

    __slots__ = ("__weakref__",)

    def __new__(cls, id, /):
        known = _known.get(id)
        if known is not None:
            return known
        _clutch.callable_incref(id)
        self = super().__new__(cls, id, _clutch.callable_call.__self__)
        return _known.setdefault(id, self)

    def __repr__(self):
        return f"<Java callable {self.id}>"

    def __reduce__(self):
        return JavaCallable, (self.id,)

    def __del__(self, _host=_clutch):
        if _host.callable_decref:
            _host.callable_decref(self.id)


values.register_shareable(JavaCallable, "callable", lambda callable: callable.id, JavaCallable)
