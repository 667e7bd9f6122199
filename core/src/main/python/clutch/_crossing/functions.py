"""Functions that cross: importable ones by name, those of ``__main__`` and closures by value.

By value means: the code, the defaults, the closure's cells, and of the globals those that the code
refers to. What was sent is a copy: assignments to globals stay in the interpreter where they happen.
"""

import builtins
import sys
import types

_BY_NAME = (types.FunctionType, types.BuiltinFunctionType, type)


def reduce_by_name(obj):
    """Return ``("name", "module:qualified.name")`` if that finds the object anywhere, or None."""
    if not isinstance(obj, _BY_NAME):
        return None
    module, name = obj.__module__, obj.__qualname__
    if module is None or module == "__main__" or "<" in name:
        return None
    found = sys.modules.get(module)
    for part in name.split("."):
        found = getattr(found, part, None)
    return ("name", f"{module}:{name}") if found is obj else None


def find_by_name(name):
    """Return the object of that name; without a module, one of ``__main__`` or the builtins."""
    module, colon, qualified = name.rpartition(":")
    if colon:
        found = __import__(module, fromlist=["*"])
    else:
        import __main__

        found = __main__ if hasattr(__main__, qualified.partition(".")[0]) else builtins
    for part in qualified.split("."):
        if not hasattr(found, part) and found is builtins:
            raise NameError(f"name {qualified!r} is not defined in __main__")
        found = getattr(found, part)
    return found


def dump_code(code):
    """Return a code object as bytes."""
    import marshal

    return marshal.dumps(code)


def load_code(data):
    """Return the code object that was dumped."""
    import marshal

    return marshal.loads(data)


def must_go_by_value(function):
    """Tell whether a function cannot be found by name in another interpreter."""
    return reduce_by_name(function) is None


def take_apart(function):
    """Return ``(build, args, state)`` for ``pickle``: in two steps, since functions may refer to themselves."""
    code = function.__code__
    cells = function.__closure__
    shell = dump_code(code), function.__name__, function.__module__, None if cells is None else len(cells)
    state = {
        "globals": {name: function.__globals__[name] for name in _globals_of(code) if name in function.__globals__},
        "defaults": function.__defaults__,
        "kwdefaults": function.__kwdefaults__,
        "closure": None if cells is None else [_contents(cell) for cell in cells],
        "annotations": _annotations(function),
        "dict": function.__dict__ or None,
        "qualname": function.__qualname__,
        "doc": function.__doc__,
    }
    return build, shell, state, None, None, fill


def build(code, name, module, cells):
    """Return the function without what it refers to; its globals are its own."""
    namespace = {"__builtins__": builtins, "__name__": module}
    closure = None if cells is None else tuple(types.CellType() for _ in range(cells))
    return types.FunctionType(load_code(code), namespace, name, None, closure)


def fill(function, state):
    """Give the function what it refers to."""
    function.__globals__.update(state["globals"])
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


def _annotations(function):
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


def _globals_of(code):
    """Yield the names that the code, or code inside it, may look up in the globals."""
    yield from code.co_names
    for constant in code.co_consts:
        if isinstance(constant, types.CodeType):
            yield from _globals_of(constant)
