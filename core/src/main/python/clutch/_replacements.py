"""Functions in place of others."""

import _clutch
from clutch._crossing import functions, values


class Replacement:
    """A function in place of a built-in one: like that, it does not become a method of a class that has it.

    What it does is ``__call__`` of a subclass, which is registered by ``install``.
    """

    def __init__(self, real):
        self._real = real
        self.__name__ = self.__qualname__ = real.__name__
        self.__module__ = real.__module__
        self.__doc__ = real.__doc__

    def __repr__(self):
        return f"<function {self.__module__}.{self.__name__}>"

    def __reduce__(self):
        return self.__name__


def install(cls, module, name):
    """Replace that function of the module by an instance of the class."""
    setattr(module, name, cls(getattr(module, name)))
    values.register(cls, "name", lambda function: f"{function.__module__}:{function.__name__}", functions.find_by_name)


def take_names(function, real):
    """Let the function look like that which it replaces, and return it."""
    function.__name__, function.__qualname__, function.__doc__ = real.__name__, real.__qualname__, real.__doc__
    return function


def replace_methods(cls, **methods):
    """Replace methods of a built-in type, in this interpreter; all instances then have the new ones.

    Not twice: that a module is loaded again does not mean that its types are new.
    """
    new = {name: method for name, method in methods.items() if not hasattr(getattr(cls, name), "__code__")}
    _clutch.type_set_mutable(id(cls), True)
    try:
        for name, method in new.items():
            setattr(cls, name, take_names(_copy(method), getattr(cls, name)))
    finally:
        _clutch.type_set_mutable(id(cls), False)


def _copy(function):
    copy = type(function)(function.__code__, function.__globals__, closure=function.__closure__)
    copy.__defaults__, copy.__kwdefaults__ = function.__defaults__, function.__kwdefaults__
    return copy
