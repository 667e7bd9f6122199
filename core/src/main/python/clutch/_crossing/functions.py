"""Functions that cross: importable ones by name, and code.

What has no name that another interpreter finds it by goes by value, see ``shipping``.
"""

import builtins
import marshal
import sys
import types

_FUNCTIONS = {types.FunctionType, types.BuiltinFunctionType}


def reduce_by_name(obj):
    """Return ``("name", "module:qualified.name")`` if that finds the object anywhere, or None."""
    name = name_of(obj)
    return None if name is None else ("name", name)


def name_of(obj):
    """Return ``"module:qualified.name"`` if that finds the object anywhere, or None."""
    if type(obj) not in _FUNCTIONS and not isinstance(obj, type):
        return None
    known = _names.get(id(obj))
    # By now the id may be another object's: it has that name if it is found by it.
    if known is not None and getattr(sys.modules.get(known[0]), known[1], None) is obj:
        return known[2]
    return _find_name(obj)


_names = {}


def _find_name(obj):
    module, name = obj.__module__, obj.__qualname__
    if module is None or module == "__main__" or "<" in name:
        return None
    parts = name.split(".")
    found = sys.modules.get(module)
    for part in parts:
        found = getattr(found, part, None)
    if found is not obj:
        return None
    full = f"{module}:{name}"
    if len(parts) == 1:
        _keep(_names, id(obj), (module, name, full))
    return full


def find_by_name(name):
    """Return the object of that name; without a module, one of ``__main__`` or the builtins."""
    known = _places.get(name)
    if known is not None and sys.modules.get(known[0]) is known[1]:
        return getattr(known[1], known[2])
    module, colon, qualified = name.rpartition(":")
    if not colon:
        return _find_in_main(qualified)
    found = module_of(module)
    if "." not in qualified:
        _keep(_places, name, (module, found, qualified))
    for part in qualified.split("."):
        found = getattr(found, part)
    return found


_places = {}


def _find_in_main(qualified):
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


def forget_modules():
    """Forget what was found in modules, which may be gone now."""
    for found in (_names, _places, _imported):
        found.clear()


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
        _keep(_kept, data, code)
    return code


def _keep(known, key, value):
    if len(known) >= _KEPT:
        known.clear()
    known[key] = value
