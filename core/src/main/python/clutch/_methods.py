"""Methods whose plain calls go straight to Java: no Python frame is made for them."""

import _clutch

_COPIED = "__module__", "__name__", "__qualname__", "__doc__"
_methods = []


class Method(_clutch.Method):
    """A method that Java serves, if it is called with just the arguments that have no default.

    All other calls are those of the Python function, and so are calls for instances of subclasses.
    The slots are read by Java, in the order of their names.
    """

    __slots__ = ("__wrapped__", "_host", "_member", "__dict__")

    def __init__(self, count):
        """Of so many arguments, with the object itself; the rest is assigned."""


def serve(cls, member, /, **hosts):
    """Have Java serve plain calls of methods of a class.

    member: the name of the slot that has the number by which Java knows what an instance stands for; while it has
    none, the Python function is called.
    hosts: the names of the methods, and of the functions of ``_clutch`` that take that number and the other arguments.
    """
    for name, host in hosts.items():
        function = cls.__dict__[name]
        method = Method(function.__code__.co_argcount - len(function.__defaults__ or ()))
        for attribute in _COPIED:
            setattr(method, attribute, getattr(function, attribute))
        method.__wrapped__ = function
        method._member = cls.__dict__[member]
        setattr(cls, name, method)
        _methods.append((method, host))
    bind()


def bind():
    """Have the methods call the functions that are in ``_clutch`` now."""
    for method, host in _methods:
        method._host = getattr(_clutch, host)
