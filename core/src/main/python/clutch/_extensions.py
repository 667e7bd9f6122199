"""Loads private copies of extension modules, in an interpreter that has a runtime of its own; says what to do in others.

The process has several libpythons then, and a module has to be bound to that of its interpreter: Java makes
a copy that is, see ADR 11. What cannot be copied is an error that no package takes for a missing module.
"""

import _frozen_importlib as _bootstrap
import _frozen_importlib_external as _importlib
import _imp
import os
import sys

import _clutch
from clutch import _waits

# What modules say when they are not made for several interpreters: CPython's words, and those of others.
_REFUSALS = "subinterpreter", "sub-interpreter", "once per"

_RTLD_NOW = 0x2
_RTLD_DEEPBIND = 0x8
_RTLD_GLOBAL = 0x100


def install():
    """Do what this interpreter's level of isolation asks for. Nothing in the main one, whose modules are the process's."""
    if hasattr(_clutch, "private_module"):
        _use_copies()
    elif _clutch.id != 0:
        _explain_refusals()


def _use_copies():
    """Have this interpreter load copies from now on, then do what a python does at its start after that."""
    _importlib.ExtensionFileLoader.create_module = _create_module
    _keep_symbols_private()
    _waits.GUARDS["ctypes"] = _change_ctypes
    _waits.GUARDS["threading"] = _change_threading(_waits.GUARDS["threading"])
    _refuse_signal_handlers()
    _refuse_exec()
    _follow_rules()
    _run_site()


def _explain_refusals():
    """Have the error of a module that refuses several interpreters say what to do."""
    loader = _importlib.ExtensionFileLoader
    loader.create_module = _explaining(loader.create_module)
    loader.exec_module = _explaining(loader.exec_module)


def _explaining(load):
    def explained(self, subject):
        try:
            return load(self, subject)
        except ImportError as error:
            if any(word in str(error).lower() for word in _REFUSALS):
                raise ImportError(f"{error}; {_advice()}", name=error.name, path=error.path) from None
            raise

    return explained


def _advice():
    refusal = _clutch.own_runtime_refusal()
    if refusal is None:
        return (
            "it works in an interpreter with a runtime of its own: clutch.create(isolation='own-runtime'),"
            " or start with --isolation own-runtime or CLUTCH_ISOLATION=own-runtime"
        )
    return f"it would work in an interpreter with a runtime of its own, but {refusal.partition(';')[0]}"


def _create_module(self, spec):
    """Create the module from this runtime's copy of its file."""
    path = spec.origin
    copied = _bootstrap.ModuleSpec(spec.name, spec.loader, origin=_clutch.private_module(os.path.abspath(path)))
    copied.submodule_search_locations = spec.submodule_search_locations
    try:
        module = _bootstrap._call_with_frames_removed(_imp.create_dynamic, copied)
    except ImportError as error:
        _tell(f"clutch: {spec.name} could not be imported from the private copy of {path}: {error}")
        raise
    try:
        module.__file__ = path
    except AttributeError:
        pass  # a module of a type of its own, which has no such attribute in a plain python either
    return module


def _tell(line):
    """Print to stderr: the package may catch the error, and go on with slower code or with less."""
    if sys.stderr is not None:
        print(line, file=sys.stderr, flush=True)


def _keep_symbols_private():
    """Symbols that one runtime's modules offered to all would be found by those of the others."""
    real = sys.setdlopenflags

    def setdlopenflags(flags, /):
        """Set the flags for dlopen(); symbols stay private to the interpreter's runtime."""
        real(flags & ~_RTLD_GLOBAL | _RTLD_DEEPBIND)

    sys.setdlopenflags = setdlopenflags
    setdlopenflags(_RTLD_NOW)


def _refuse_signal_handlers():
    """The process has one handler for each signal: that of its main interpreter."""
    import _signal

    def signal(signalnum, handler, /):
        """Refused, as in all interpreters but the main one."""
        raise ValueError("signal only works in main thread of the main interpreter")

    def set_wakeup_fd(fd, /, *, warn_on_full_buffer=True):
        """Refused, as in all interpreters but the main one."""
        raise ValueError("set_wakeup_fd only works in main thread of the main interpreter")

    _signal.signal = signal
    _signal.set_wakeup_fd = set_wakeup_fd


def _refuse_exec():
    """The process belongs to all of its interpreters."""

    def execv(path, argv, /):
        """Refused, as in all interpreters but the main one."""
        raise RuntimeError("exec not supported for isolated interpreters")

    def execve(path, argv, env):
        """Refused, as in all interpreters but the main one."""
        raise RuntimeError("exec not supported for isolated interpreters")

    for module in (os, sys.modules["posix"]):
        module.execv, module.execve = execv, execve


def _run_site():
    """Do what was left out at the start, so that modules which .pth files import are copies too."""
    if not _clutch.wants_site():
        return
    if hasattr(sys.flags, "__replace__"):
        sys.flags = sys.flags.__replace__(no_site=0)
    import site

    site.main()


def _follow_rules():
    """Do what packages need besides copies, when they are imported; see Java's ``Rules``."""
    for kind, module, name in _clutch.extension_rules():
        _waits.GUARDS[module] = _later(kind, name)


def follow_rules_beside_others():
    """Do what packages need in the main interpreter, now that there are other runtimes. Called by Java, once."""
    for kind, module, name in _clutch.extension_rules():
        if kind == "processes":
            guard = _waits.GUARDS[module] = _later(kind, name)
            if module in sys.modules:
                guard(sys.modules[module])


def _later(kind, name):
    def guard(module):
        from clutch import _rules

        getattr(_rules, kind)(module, name)

    return guard


def _change_threading(guard):
    """Return a guard that also has the end wait for the threads that callers start.

    The runtime's main thread only waits, so callers are threads that Python does not know, which a python with daemon
    threads takes for such; what they start would be so too.
    """

    def change(threading):
        guard(threading)
        unknown = threading._DummyThread
        init = unknown.__init__

        def __init__(self):
            init(self)
            self._daemonic = False

        unknown.__init__ = __init__

    return change


def _change_ctypes(ctypes):
    """Have ctypes find this runtime's functions, and load copies of libraries that came with packages."""
    real = ctypes._dlopen

    def _dlopen(name, mode=0, *rest):
        return real(_library(name), mode & ~_RTLD_GLOBAL, *rest)

    ctypes._dlopen = _dlopen
    ctypes.pythonapi = ctypes.PyDLL(_clutch.private_libpython())


def _library(name):
    """Return the path of the private copy of a library; names and the system's libraries are as they are.

    None stands for all that a python offers, which is this runtime's libpython and the C library.
    """
    if name is None:
        return _clutch.private_libpython()
    if not isinstance(name, str) or not name.startswith("/") or not _importlib._path_isfile(name):
        return name
    return _clutch.private_library(name)
