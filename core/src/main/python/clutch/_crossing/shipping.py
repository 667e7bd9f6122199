"""Functions that cross by value: those of ``__main__``, lambdas, and nested ones that are no closures.

By value means: the code, the defaults, and of the globals those that the code refers to. A function
that refers to none runs with the receiver's ``__main__`` as its globals. All functions of one
``__main__`` share one namespace at the receiver. A global is set there when it is new, or when it has
changed at the sender, so what functions assign to it stays, but stays there.

A global that cannot be sent, such as a lock, is the receiver's own there: it runs the file of that
``__main__`` to get it, as CPython does for every function. What was received may be sent on.

Closures are refused, as in CPython, unless they are functions of ``__main__`` that were decorated, or
are wrapped by ``clutch.by_value``.
"""

import builtins
import sys
import types

import _clutch
from clutch._crossing import functions, mains

NAMES_OF_THE_MODULE = {"__builtins__", "__doc__", "__file__", "__loader__", "__name__", "__package__", "__spec__"}
_NAME_OF_SENDERS_MAIN = "<fake __main__>"


class by_value:
    """A function that is to be sent by value, closure included: what it refers to is copied.

    Sent to another interpreter it arrives as the plain function. Here it is called like the function.
    """

    def __init__(self, function):
        if not isinstance(function, types.FunctionType):
            raise TypeError(f"by_value() takes a Python function, not {function!r}")
        self._function = function

    def __call__(self, *args, **kwargs):
        return self._function(*args, **kwargs)


by_value.__module__ = "clutch"


def take_apart(function, pickler):
    """Return ``(build, args, state)`` for ``pickle``: in two steps, since functions may refer to themselves.

    Raises ValueError if the function must not go by value.
    """
    if id(function) not in pickler.trusted:
        check(function)
    cells = function.__closure__
    names = _referred(function)
    _trust(pickler, names.values())
    _trust(pickler, [content for cell in cells or () for content in _contents(cell)])
    where = home(function) if names or cells else None
    code = functions.dump_code(function.__code__)
    shell = code, function.__name__, function.__module__, cells and len(cells), where
    state = {
        "globals": {name: _packed(name, value, where, pickler) for name, value in names.items()},
        "defaults": function.__defaults__,
        "kwdefaults": function.__kwdefaults__,
        "closure": None if cells is None else [_contents(cell) for cell in cells],
        "annotations": annotations(function),
        "dict": function.__dict__ or None,
        "qualname": function.__qualname__,
        "doc": function.__doc__,
    }
    return build, shell, state, None, None, pickler.fill


def unwrap(wrapper, pickler):
    """Return what ``pickle`` makes of a ``by_value``."""
    _trust(pickler, [wrapper._function])
    return _itself, (wrapper._function,)


def _itself(function):
    return function


def _trust(pickler, objects):
    """Let functions and modules go by value that another function refers to."""
    pickler.trusted.update(id(obj) for obj in objects if isinstance(obj, (types.FunctionType, types.ModuleType)))


def check(function):
    """Raise ValueError if the function must not go by value."""
    name = function.__qualname__
    if "<" not in name:
        _check_name(function, name)
    elif function.__closure__:
        raise ValueError(
            f"{name}() is a closure, it uses {', '.join(function.__code__.co_freevars)} of the function around it;"
            " pass that as an argument, or wrap the function in clutch.by_value()"
        )


def _check_name(function, name):
    if any(received.globals.get(name) is function for received in _namespaces.values()):
        return
    found = module = sys.modules.get(function.__module__)
    for part in name.split("."):
        found = getattr(found, part, None)
    if found is not function:
        raise ValueError(f"it is not the same object as {function.__module__}.{name}")
    if hasattr(module, "__file__") and _origin(function).startswith("<"):
        raise ValueError(f"{name}() is not part of the file {module.__file__}")


def _origin(function):
    """Return the name of the file that the function was written in, whatever it was decorated with."""
    while hasattr(function, "__wrapped__"):
        function = function.__wrapped__
    return function.__code__.co_filename if isinstance(function, types.FunctionType) else ""


def _referred(function):
    """Return the globals that the function refers to."""
    namespace = function.__globals__
    wanted = {name for name in names_in(function.__code__) if name in namespace}
    return {name: None if name in NAMES_OF_THE_MODULE else namespace[name] for name in wanted}


def home(function):
    """Return by what the receiver knows the namespace that the function's globals are in."""
    main = sys.modules["__main__"]
    if function.__globals__ is main.__dict__:
        return "main", getattr(main, "__file__", None), _clutch.id, mains.own_origin()
    for known, received in _namespaces.items():
        if function.__globals__ is received.globals:
            return known
    return "own", function.__globals__.get("__file__"), function.__globals__.get("__name__"), ""


def _packed(name, value, where, pickler):
    """Return a value by itself, pickled, so that the receiver can tell whether it has changed; or code as it is."""
    if isinstance(value, (types.FunctionType, types.ModuleType, type)):
        return value, None
    try:
        return None, pickler.dumps_alone(value)
    except Exception:
        *_, origin = where
        if not origin:
            raise
        return None, pickler.dumps_alone(_OfProgram(name, origin))


class _OfProgram:
    """Stands for what the program of a ``__main__`` binds to a name, anew for each interpreter."""

    def __init__(self, name, origin):
        self._place = name, origin

    def __reduce__(self):
        return mains.find, self._place


_namespaces = {}


class _Namespace:
    """The globals of the functions that came from one other ``__main__``."""

    def __init__(self, name, file, package=None):
        self.globals = {"__builtins__": builtins, "__name__": name, "__file__": file, "__package__": package}
        self._received = {}

    def update(self, packed, loads):
        """Take over the globals that came with a function, see ``_packed``."""
        for name, (value, pickled) in packed.items():
            if name in NAMES_OF_THE_MODULE:
                continue
            if pickled is None:
                self.set_code(name, value)
            else:
                self.set_data(name, pickled, loads)

    def set_code(self, name, value):
        """Bind a name to a function, a class or a module."""
        self.globals[name] = value
        self._received[name] = None

    def set_data(self, name, pickled, loads):
        """Bind a name to a value, if that has changed at the sender."""
        if self._received.get(name) != pickled:
            self.globals[name] = loads(pickled)
            self._received[name] = pickled


def forget_received():
    """Forget the functions of other interpreters' ``__main__``, and what they use."""
    _namespaces.clear()


def namespace(home):
    """Return the namespace for what ``home`` returned at the sender."""
    kind, file, owner, origin = home
    if kind == "own":
        return _Namespace(owner, file)
    if home not in _namespaces:
        _namespaces[home] = _Namespace(_NAME_OF_SENDERS_MAIN, file, mains.package(origin))
    return _namespaces[home]


def build(code, name, module, cells, home):
    """Return the function without what it refers to."""
    import __main__

    place = None if home is None else namespace(home)
    scope = __main__.__dict__ if place is None else place.globals
    closure = tuple(types.CellType() for _ in range(cells)) if cells else None
    function = types.FunctionType(functions.load_code(code), scope, name, None, closure)
    function.__module__ = module
    function.__dict__[_NAMESPACE] = place
    return function


_NAMESPACE = "<namespace>"


def fill(function, state, loads):
    """Give the function what it refers to; ``loads`` makes a value of a pickle."""
    place = function.__dict__.pop(_NAMESPACE)
    if place is not None:
        place.update(state["globals"], loads)
    function.__defaults__ = state["defaults"]
    function.__kwdefaults__ = state["kwdefaults"]
    function.__qualname__ = state["qualname"]
    function.__doc__ = state["doc"]
    if state["annotations"]:
        function.__annotations__ = state["annotations"]
    if state["dict"]:
        function.__dict__.update(state["dict"])
    for cell, content in zip(function.__closure__ or (), state["closure"] or (), strict=True):
        if content:
            (cell.cell_contents,) = content


def annotations(function):
    """Return the annotations; those that name what is not defined yet have no value to be sent."""
    try:
        return function.__annotations__
    except NameError:
        return None


def _contents(cell):
    try:
        return (cell.cell_contents,)
    except ValueError:  # a name that has no value yet
        return ()


def names_in(code):
    """Yield the names that the code, or code inside it, may look up in the globals."""
    yield from code.co_names
    for constant in code.co_consts:
        if isinstance(constant, types.CodeType):
            yield from names_in(constant)
