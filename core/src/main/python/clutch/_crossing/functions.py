"""Functions that cross: importable ones by name, and code.

What has no name that another interpreter finds it by goes by value, see ``shipping``.
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
