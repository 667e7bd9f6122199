"""Finds out which part of an object cannot be pickled, and says so."""

import types

_DEEPEST = 20


def describe(obj, error, dumps):
    """Return a sentence that names the value that cannot cross, where it is, and why.

    error: what pickling ``obj`` raised.
    dumps: pickles one part, to see whether that can be.
    """
    path, value, reason = _search(obj, error, dumps, "", 0)
    where = f" (at {path})" if path else ""
    return f"{_short(value)} cannot be sent to another interpreter{where}: {reason}"


def _search(obj, error, dumps, path, depth):
    if depth < _DEEPEST:
        for step, part in _parts(obj):
            try:
                dumps(part)
            except RecursionError:
                break
            except Exception as inner:
                return _search(part, inner, dumps, path + step, depth + 1)
    return path, obj, f"{type(error).__name__}: {error}"


def _parts(obj):
    if isinstance(obj, dict):
        for key, value in obj.items():
            yield f" key {_short(key)}", key
            yield f"[{_short(key)}]", value
    elif isinstance(obj, (list, tuple)):
        for index, value in enumerate(obj):
            yield f"[{index}]", value
    elif isinstance(obj, (set, frozenset)):
        for value in obj:
            yield "{}", value
    elif not isinstance(obj, (type, types.FunctionType, types.ModuleType)):
        for name, value in getattr(obj, "__dict__", {}).items():
            yield f".{name}", value


def _short(value):
    try:
        text = repr(value)
    except Exception:
        text = object.__repr__(value)
    return text if len(text) <= 80 else text[:77] + "..."
