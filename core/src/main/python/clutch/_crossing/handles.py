"""Objects of this interpreter that Java code holds handles of; see Java's ``PythonObject``.

As an argument, a handle arrives as the very object, but only in the interpreter that the object lives in.
"""

import itertools

import _clutch
from clutch._crossing import functions, values

_held = {}
_ids = itertools.count(1)


def hold(obj):
    """Keep the object, and return the id that names it from now on."""
    id = next(_ids)
    _held[id] = obj
    return id


def hold_name(name):
    """Keep what ``"module:qualified.name"`` names, or a name in ``__main__`` or the builtins."""
    return hold(functions.find_by_name(name))


def hold_value(expression, names):
    """Keep the value of an expression; see ``evaluate``."""
    return hold(evaluate(expression, names))


def hold_result(function, args, kwargs):
    """Keep what the function returns."""
    return hold(function(*args, **kwargs))


def hold_attribute(obj, name):
    """Keep an attribute of the object."""
    return hold(getattr(obj, name))


def evaluate(expression, names):
    """Return the value of an expression in ``__main__``, in which it sees these names too."""
    import __main__

    return eval(compile(expression, "<expression>", "eval", dont_inherit=True), {**vars(__main__), **names})


def call(function, args, kwargs):
    """Return what the function returns."""
    return function(*args, **kwargs)


def itself(obj):
    """Return the object."""
    return obj


def drop(id):
    """Keep the object no longer."""
    _held.pop(id, None)


def _restore(state):
    interpreter, id = state
    if interpreter == _clutch.id and id in _held:
        return _held[id]
    from clutch._errors import NotShareableError

    if interpreter == _clutch.id:
        raise NotShareableError("this handle of an object is closed")
    raise NotShareableError(f"a handle of an object in interpreter {interpreter} cannot be used in {_clutch.id}")


values.register_kind("object", _restore)
