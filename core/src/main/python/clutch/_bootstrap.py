"""Sets an interpreter up to be hosted, and holds the functions that Java calls in it.

Imported once in every interpreter, right after it was made. So it imports nothing that is not there
anyway: what is rarely needed is imported by the function that needs it.
"""

import _frozen_importlib_external as _importlib
import os
import sys

import _clutch
from clutch import _waits
from clutch._crossing import functions, values

_SEPARATOR = "/"


class Finder:
    """Finds Clutch's own modules before those of the standard library that have the same names.

    ``concurrent.interpreters`` and the modules below it are ours in every hosted interpreter; their
    parent packages stay those of the standard library.
    """

    @staticmethod
    def find_spec(name, path=None, target=None):
        """Return the module's spec, or None for a module that is not ours."""
        place = _places().get(name)
        if place is None:
            return _waits.find_spec(Finder, name, path, target) if name in _waits.GUARDS else None
        folder = place.rpartition(_SEPARATOR)[0] if place.endswith("__init__.py") else None
        return _importlib.spec_from_file_location(
            name, place, loader=Loader(name, place), submodule_search_locations=folder and [folder]
        )


class Loader(_importlib.SourceFileLoader):
    """Keeps bytecode in Clutch's own cache folder, also where the user wants none in theirs."""

    def get_code(self, fullname):
        """Return the module's code, from the cache if it is there."""
        wanted, sys.dont_write_bytecode = sys.dont_write_bytecode, False
        try:
            return super().get_code(fullname)
        finally:
            sys.dont_write_bytecode = wanted


def _places(found={}):
    """Map the names of our modules to their files; looked up once in each interpreter."""
    if not found:
        found.update(_walk(_clutch.path, ""))
    return found


def _walk(folder, package):
    for entry in os.scandir(folder):
        name = entry.name
        if entry.is_dir():
            if name != "__pycache__":
                yield from _walk(entry.path, f"{package}{name}.")
        elif name == "__init__.py":
            yield package[:-1], entry.path
        elif name.endswith(".py"):
            yield package + name[:-3], entry.path


def set_up(restrictions=None, metered=False, path=()):
    """Make this interpreter a hosted one. Called by Java, with ``_clutch`` ready for use.

    restrictions: None, or the arguments of ``_restrictions.install``.
    metered: whether Java is to know all threads from their birth to their end.
    path: what ``sys.path`` becomes, or nothing.
    Return a file descriptor from which Java is to read the numbers of signals, or -1.
    """
    if Finder in sys.meta_path:
        methods = sys.modules.get("clutch._methods")
        if methods is not None:
            methods.bind()
        return -1
    sys.path.remove(_clutch.path)
    early = [name for name in sys.modules if name.partition(".")[0] == "clutch"]  # loaded by other means than a Loader
    sys.meta_path.insert(0, Finder)
    from clutch import _extensions

    _extensions.install()
    if path:
        sys.path[:] = path
    from clutch import _guards

    _guards.install()
    _waits.install()
    if _clutch.id != 0:
        write_by_lines()
        if restrictions is not None:
            from clutch import _restrictions

            _restrictions.install(*restrictions)
        if metered:
            _guards.note_threads()
        from clutch import _fresh

        return -1
    for name in early:
        Loader(name, _places()[name]).get_code(name)
    if not _clutch.owns_process:
        return -1
    return _own_process()


def _own_process():
    """Close all interpreters at exit, and until then have CPython tell Java of signals.

    Java can then wake or interrupt the main thread; see SignalWatcher.
    """
    import atexit
    import posix

    import _signal

    os.environ.pop("_JAVA_SR_SIGNUM", None)  # for the JVM; see the launcher
    source, sink = posix.pipe()
    posix.set_blocking(sink, False)
    real = _signal.set_wakeup_fd
    real(sink, warn_on_full_buffer=False)

    def set_wakeup_fd(fd, /, *, warn_on_full_buffer=True):
        """Set the descriptor for the numbers of signals; return the one before, or -1."""
        before = real(fd, warn_on_full_buffer=warn_on_full_buffer)
        if fd == -1:
            real(sink, warn_on_full_buffer=False)
        return -1 if before == sink else before

    _signal.set_wakeup_fd = set_wakeup_fd
    if "signal" in sys.modules:
        sys.modules["signal"].set_wakeup_fd = set_wakeup_fd

    @atexit.register
    def close():
        _silence_daemons()
        _clutch.close_interpreters()
        if real(-1) == sink:
            posix.close(sink)

    return source


def _silence_daemons():
    """Print nothing about threads whose interpreters are closed under them: CPython would just freeze them."""
    threading = sys.modules.get("threading")
    errors = sys.modules.get("clutch._errors")
    if threading is None or errors is None:
        return
    hook = threading.excepthook

    def excepthook(args, /):
        if not issubclass(args.exc_type, errors.InterpreterError):
            hook(args)

    threading.excepthook = excepthook


def write_by_lines():
    """Keep the order of lines that several interpreters print, which block buffering would lose.

    An interpreter that is alone buffers as a plain Python does.
    """
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure") and not stream.line_buffering:
            stream.reconfigure(line_buffering=True)


reduce = values.reduce
restore = values.restore


def dumps(obj):
    """Return a pickle of the object; raise NotShareableError, naming the culprit, if it has none."""
    from clutch._crossing import pickles

    return pickles.dumps(obj)


def capture(exc):
    """Return what a snapshot of an exception has; see Java's ``ExceptionInfo``."""
    from clutch._crossing import exceptions

    return *exceptions.capture(exc), exceptions.frames(exc), exceptions.thrown_by_java(exc)


def dump_exception(exc):
    """Return a tuple from which another interpreter rebuilds the exception, or None if it cannot be sent."""
    from clutch._crossing import exceptions

    return exceptions.dump(exc)


def handed(argument):
    """Return the argument of a Java function, or what crosses as a handle of it if it is a function or the like."""
    if not callable(argument) or values.is_shareable(argument):
        return argument
    from clutch._crossing import handles

    return handles.Held(argument)


def dump_callable(callable):
    """Return a name, a recipe or the object itself: what ``load_callable`` elsewhere makes the callable of."""
    global _dump_callable
    if _dump_callable is None:
        from clutch._crossing.recipes import dump_callable as _dump_callable
    return _dump_callable(callable)


_dump_callable = None


def load_callable(dumped):
    """Return the callable for a name, or for the recipe of a function."""
    global _load_recipe
    if type(dumped) is str:
        return functions.find_by_name(dumped)
    if _load_recipe is None:
        from clutch._crossing.rebuilding import load as _load_recipe
    return _load_recipe(dumped)


_load_recipe = None


def host_error(name, message):
    """Return the exception to raise for a Java exception; see Java's ``ClutchException.pythonName``."""
    import builtins

    module, colon, short = name.rpartition(":")
    if colon:
        return getattr(__import__(module, fromlist=["*"]), short)(message)
    cls = getattr(builtins, name, None)
    if cls is None:
        from clutch import _errors, _queue_errors

        cls = getattr(_errors, name, None) or getattr(_queue_errors, name)
        if cls is _errors.ExecutionFailed:
            return _errors.InterpreterError(message)
    return cls(message)


def compile_source(source):
    """Return the code object of source text. Raises SyntaxError."""
    return compile(source, "<script>", "exec", dont_inherit=True)


load_code = functions.load_code


def finish():
    """Do what the end of an interpreter begins with: join its threads and run its exit handlers.

    Afterwards CPython finds nothing of either left to do.
    """
    threading = sys.modules.get("threading")
    if threading is not None:
        threading._shutdown()
        threading._shutdown = lambda: None  # CPython calls it again, and that of 3.12 cannot bear it
        threading._threading_atexits.clear()
    atexit = sys.modules.get("atexit")
    if atexit is not None:
        atexit._run_exitfuncs()
    streams = sys.modules.get("clutch._streams")
    if streams is not None:
        streams.finish()


_stopper = None


def stop_threads():
    """Have the other threads of this interpreter end; return idents to interrupt, or None when all have ended.

    Idle threads of executors cannot be interrupted, but end when the handlers of ``threading`` run. A
    thread of its own runs these, because they wait for threads that are busy.
    """
    global _stopper
    threading = sys.modules.get("threading")
    if threading is None:
        return None
    this, main = threading.get_ident(), threading.main_thread()
    idents = {t: _running_ident(t) for t in threading.enumerate() if t is not main and t.ident != this}
    if not any(idents.values()):
        return None
    if _stopper is None:
        _stopper = threading.Thread(target=_run_handlers, args=(threading._threading_atexits,))
        _stopper.start()
    return [ident for t, ident in idents.items() if ident and t is not _stopper]


def _running_ident(thread):
    """Return the ident of a thread that runs, or None.

    One that is interrupted while it begins stays listed as one that is to begin. So does one whose start is
    interrupted, which never will; and whoever is about to start another one is running too.
    """
    handle = getattr(thread, "_os_thread_handle", None) or getattr(thread, "_handle", None)  # 3.14, 3.13
    if handle is not None:
        return None if handle.is_done() else handle.ident or None
    return None if thread._started.is_set() and not thread.is_alive() else thread.ident  # before CPython 3.13


def _run_handlers(handlers):
    while handlers:
        handlers.pop()()
