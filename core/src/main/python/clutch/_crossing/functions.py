"""Functions that cross: importable ones by name, and code.

What has no name that another interpreter finds it by goes by value, see ``shipping``.
"""

import builtins
import marshal
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
        found = module_of(module)
    else:
        import __main__

        found = __main__ if hasattr(__main__, qualified.partition(".")[0]) else builtins
    for part in qualified.split("."):
        if not hasattr(found, part) and found is builtins:
            raise NameError(f"name {qualified!r} is not defined in __main__")
        found = getattr(found, part)
    return found


_imported = {}


def module_of(name):
    """Return the module of that name, imported with all that it says it consists of."""
    module = sys.modules.get(name)
    if module is None or _imported.get(name) is not module:
        module = _imported[name] = __import__(name, fromlist=["*"])
    return module


def dump_code(code):
    """Return a code object as bytes."""
    return marshal.dumps(code)


_KEPT = 256
_LARGEST_KEPT = 64 * 1024
_kept = {}


def load_code(data):
    """Return the code object that was dumped; the same one, most likely, if the same bytes came before."""
    return _kept.get(data) or _read(data)


def _read(data):
    code = marshal.loads(data)
    if len(data) <= _LARGEST_KEPT:
        if len(_kept) >= _KEPT:
            _kept.clear()
        _kept[data] = code
    return code
