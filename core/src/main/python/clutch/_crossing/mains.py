"""Classes of ``__main__`` by name: of our own, and of other interpreters', whose file is run here under another name."""

import sys
import types

_MISSING = object()
_NO_FILE = "; that of the sender is no file which could be run here to get it, so put it into a module"
_mains = {}


def own_file():
    """Return the path of the file that ``__main__`` was loaded from, or ""."""
    return getattr(sys.modules["__main__"], "__file__", None) or ""


def reduce(cls):
    """Return ``("main", (name, path of the main file))`` for a class that can be found in ``__main__``, or None."""
    name = cls.__qualname__
    return ("main", (name, own_file())) if _find(sys.modules["__main__"], name, None) is cls else None


def reduce_received(cls):
    """Return ``(name, path of the main file)`` for a class of a sender's ``__main__``, or None."""
    for path, main in _mains.items():
        if _find(main, cls.__qualname__, None) is cls:
            return cls.__qualname__, path
    return None


def find(name, path):
    """Return an object of ``__main__``, or of the sender's, whose file is at that path."""
    found = _find(sys.modules["__main__"], name, _MISSING)
    if found is _MISSING:
        sent = _sender_main(path)
        found = _MISSING if sent is None else _find(sent, name, _MISSING)
    if found is _MISSING:
        raise AttributeError(f"module '__main__' has no attribute {name!r}" + ("" if path else _NO_FILE))
    return found


def _find(found, name, default):
    for step in name.split("."):
        found = getattr(found, step, default)
    return found


def forget_received():
    """Forget other interpreters' main files."""
    _mains.clear()


def _sender_main(path):
    """Return the module made from another interpreter's main file, run as something else than main."""
    if not path:
        return None
    if path not in _mains:
        import runpy

        module = types.ModuleType("__mp_main__")
        module.__dict__.update(runpy.run_path(path, run_name="__mp_main__"))
        for value in module.__dict__.values():
            if isinstance(value, type) and value.__module__ == "__mp_main__":
                value.__module__ = "__main__"  # so that instances find their way back
        _mains[path] = module
    return _mains[path]
