"""What an interpreter was when it was made, and how to make it that again: see ``Interpreter.reset``.

It is imported when the interpreter is set up, since it notes what is there then.
"""

import builtins
import sys

import _thread
from clutch._crossing import functions

# Lists that are changed in place.
_LISTS = "argv", "meta_path", "path", "path_hooks", "warnoptions"


def preload(*names):
    """Import modules that no reset forgets. Called by Java when the interpreter is made."""
    for name in names:
        __import__(name)
    _kept.update(sys.modules)


_kept = set(sys.modules)
_attributes = [(module, vars(module).copy()) for module in (sys.modules["__main__"], builtins, sys)]
_lists = [(getattr(sys, name), getattr(sys, name).copy()) for name in _LISTS]


def start_at(path):
    """Have another ``sys.path`` than the one that this interpreter was made with. Called by Java."""
    sys.path[:] = path
    for now, then in _lists:
        if now is sys.path:
            then[:] = path


def reset():
    """Make this interpreter nearly new. Called by Java; return how many threads forbid that."""
    threads = _thread._count()
    if threads:
        return threads
    for module, attributes in _attributes:
        _restore(vars(module), attributes)
    for now, then in _lists:
        now[:] = then
    _forget_modules()
    _forget_received()
    _collect()
    return 0


def _restore(namespace, attributes):
    for name in [name for name in namespace if name not in attributes]:
        namespace.pop(name, None)  # a finalizer may have been faster
    namespace.update(attributes)


def _forget_modules():
    compiled = {_top(name) for name, module in sys.modules.items() if _is_compiled(module)}
    for name in [name for name in sys.modules if _is_forgotten(name, compiled)]:
        module = sys.modules.pop(name, None)
        package, _, last = name.rpartition(".")
        if vars(sys.modules.get(package, _thread)).get(last) is module:
            delattr(sys.modules[package], last)


def _forget_received():
    functions.forget_modules()
    for name in "clutch._crossing.shipping", "clutch._crossing.mains":
        if name in sys.modules:
            sys.modules[name].forget_received()


def _top(name):
    return name.partition(".")[0]


def _is_compiled(module):
    loader = getattr(getattr(module, "__spec__", None), "loader", None)
    return type(loader).__name__ in ("ExtensionFileLoader", "BuiltinImporter")


def _is_forgotten(name, compiled):
    """Compiled modules cannot be loaded again, and hold on to modules of their packages, so these stay too."""
    top = _top(name)
    return not (name in _kept or top in sys.stdlib_module_names or top in ("clutch", "_clutch") or top in compiled)


def _collect():
    import gc

    gc.collect()
