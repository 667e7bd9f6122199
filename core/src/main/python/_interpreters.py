"""Interpreters, low level: what ``concurrent.interpreters`` is made of, served by Clutch.

The same functions as CPython 3.14's module of this name. Interpreters are named by their ids. With
``restrict=True`` a function refuses interpreters that ``create()`` has not made.
"""

import sys as _sys
import types as _types
from types import SimpleNamespace as _SimpleNamespace

import _clutch
from clutch import _foreign, _scripts
from clutch._bootstrap import write_by_lines as _write_by_lines
from clutch._configs import new_config, of as _config_of, to_tuple as _config_to_tuple
from clutch._crossing import exceptions as _exceptions
from clutch._crossing.buffers import CrossInterpreterBufferView
from clutch._crossing.snapshots import snapshot as _snapshot, whole_snapshot as _whole_snapshot
from clutch._crossing.values import is_shareable, require_shareable as _require_shareable
from clutch._errors import ExecutionFailed as _ExecutionFailed
from clutch._errors import InterpreterError, InterpreterNotFoundError, NotShareableError
from clutch._paths import search_path as _search_path

WHENCE_UNKNOWN = 0
WHENCE_RUNTIME = 1
WHENCE_LEGACY_CAPI = 2
WHENCE_CAPI = 3
WHENCE_XI = 4
WHENCE_STDLIB = 5

_MAIN_ID = 0


def create(config="isolated", *, reqrefs=False):
    """Return the id of a new, idle interpreter.

    config: the name of a preset, an object with all fields of ``new_config()``, or None.
    reqrefs: whether the interpreter is destroyed when its last reference is dropped; see ``incref``.
    Raises InterpreterError if it cannot be made.
    """
    return _create(config, reqrefs)


def _create(config, reqrefs, restrictions=None, metered=False, isolation=None):
    """As ``create``, for ``clutch.create``."""
    try:
        fields = _config_to_tuple(config)
        if isolation is not None:
            fields = *fields, isolation
        _write_by_lines()
        return _clutch.interpreter_create(fields, bool(reqrefs), restrictions, metered, _search_path())
    except MemoryError as error:
        raise InterpreterError("an interpreter cannot be made: there is no memory left") from error


def destroy(id, *, restrict=False):
    """End the interpreter: join its threads and free it.

    Raises InterpreterError while it is running, and for the main and the current interpreter.
    """
    id = _known(id, "closed", restrict)
    _use("destroy", id, _clutch.interpreter_close, restrict)


def reset(id):
    """Make the interpreter nearly new; see ``Interpreter.reset``. An extension of Clutch."""
    id = _known(id, "reset", True)
    try:
        _clutch.interpreter_reset(id)
    except InterpreterNotFoundError:
        raise InterpreterError(f"interpreter {id} cannot be reset: C code has made it") from None


def list_all(*, require_ready=False):
    """Return (id, whence) of all interpreters, the oldest first.

    require_ready: leave out those that are still being made.
    """
    hosted = [(id, _hosted_whence(id)) for id in _clutch.interpreter_list()]
    foreign = [pair for pair in _foreign.list_all() if pair[1] != WHENCE_UNKNOWN or not require_ready]
    return sorted(hosted + foreign)


def get_current():
    """Return (id, whence) of the interpreter that runs this code."""
    return _clutch.id, _hosted_whence(_clutch.id)


def get_main():
    """Return (id, whence) of the interpreter that was there first."""
    return _MAIN_ID, WHENCE_RUNTIME


def whence(id):
    """Return where the interpreter came from, one of the ``WHENCE_`` numbers."""
    id = _checked(id)
    return _hosted_whence(id) if _clutch.interpreter_is_hosted(id) else _foreign.whence(id)


def is_running(id, *, restrict=False):
    """Return whether a thread runs code in the interpreter's ``__main__``."""
    id = _known(id, "asked whether it runs", restrict)
    return _use("is_running", id, _clutch.interpreter_is_running, restrict)


def get_config(id, *, restrict=False):
    """Return the configuration that the interpreter was made from."""
    id = _known(id, "asked for its configuration", restrict)
    if not _clutch.interpreter_is_hosted(id):
        return _foreign.call("get_config", id, restrict=restrict)
    return _config_of(_clutch.interpreter_config(id))


def exec(id, code, shared={}, *, restrict=False):
    """Run code in the interpreter's ``__main__``, on this thread, and wait for its end.

    code: source text, a code object, or a function without arguments.
    shared: names to bind in ``__main__`` first, with shareable values.
    Returns a snapshot of the exception if the code raised one, or None.
    """
    return _plain(_exec(id, code, shared, restrict))


def run_string(id, script, shared={}, *, restrict=False):
    """Run source text as ``exec`` does."""
    _require("run_string", 2, script, str)
    return _plain(_run("run_string", id, _scripts.compiled(script), script, shared, restrict))


def run_func(id, func, shared={}, *, restrict=False):
    """Run the body of a function without arguments, or a code object, as ``exec`` does."""
    if not isinstance(func, (_types.FunctionType, _types.CodeType)):
        raise TypeError(f"_interpreters.run_func() argument 2 must be a function, not {_kind(func)}")
    return _plain(_run("run_func", id, _scripts.body(func), func, shared, restrict))


def _exec(id, code, shared={}, restrict=False, timeout=None):
    """As ``exec``; the snapshot has the exception itself. Raises TimeoutError after ``timeout`` seconds."""
    return _run("exec", id, _scripts.any_script(code), code, shared, restrict, timeout)


def _run(function, id, script, code, shared, restrict, timeout=None):
    """Return a snapshot that has the exception itself, or None."""
    _require_names(function, 3, shared)
    id = _checked(id)
    if id == _MAIN_ID:
        _known(id, "run", restrict)
    try:
        return _excinfo(_clutch.interpreter_exec(id, script, shared, timeout)[1])
    except InterpreterNotFoundError:
        _refuse_foreign(id, timeout)
        id = _known(id, "run", restrict)
        return _foreign.call(function, id, code, shared, restrict=restrict)


def call(id, callable, args=(), kwargs={}, *, preserve_exc=False, restrict=False):
    """Call an object in the interpreter, on this thread.

    Returns (a copy of the result, None), or (None, a snapshot of the exception).
    Raises NotShareableError if the callable, an argument or the result cannot be sent.
    """
    args, kwargs = () if args is None else args, {} if kwargs is None else kwargs
    _require("call", 3, args, tuple)
    _require("call", 4, kwargs, dict)
    result, failure = _call(_checked(id), callable, args, kwargs, preserve_exc, restrict)
    return result, _plain(failure)


def _call(id, callable, args, kwargs, preserve_exc=False, restrict=False, timeout=None):
    """As ``call``, for an id that may be one; the snapshot has the exception itself.

    Raises TimeoutError after ``timeout`` seconds.
    """
    try:
        result, failure = _clutch.interpreter_call(id, callable, args, kwargs, timeout)
    except InterpreterNotFoundError:
        _refuse_foreign(id, timeout)
        id = _known(id, "called into", restrict)
        return _foreign.call("call", id, callable, args, kwargs, preserve_exc=preserve_exc, restrict=restrict)
    return result, failure and _excinfo(failure)


def set___main___attrs(id, updates, *, restrict=False):
    """Bind names to copies of shareable values in the interpreter's ``__main__``.

    Raises InterpreterError while it is running, and ExecutionFailed if a value cannot be rebuilt there.
    """
    _require_names("set___main___attrs", 2, updates)
    id = _known(id, "changed", restrict)
    if not updates:
        raise ValueError("there is nothing to bind: pass at least one name with its value")
    if not _clutch.interpreter_is_hosted(id):
        _foreign.call("set___main___attrs", id, updates, restrict=restrict)
        return
    failure = _clutch.interpreter_prepare_main(id, updates)[1]
    if failure is not None:
        raise _ExecutionFailed(_excinfo(failure))


def incref(id, *, implieslink=False, restrict=False):
    """Take a reference to the interpreter.

    implieslink: from now on the interpreter is destroyed when the last reference is dropped.
    """
    id = _known(id, "referred to", restrict)
    if _clutch.interpreter_is_hosted(id):
        _clutch.interpreter_incref(id, bool(implieslink))
    else:
        _foreign.call("incref", id, implieslink=implieslink, restrict=restrict)


def decref(id, *, restrict=False):
    """Drop a reference to the interpreter; see ``incref``."""
    id = _known(id, "referred to", restrict)
    _use("decref", id, _clutch.interpreter_decref, restrict)


def capture_exception(exc=None):
    """Return a snapshot of the exception, by default the one that is being handled, or None."""
    exc = _sys.exception() if exc is None else exc
    if exc is None:
        return None
    if not isinstance(exc, BaseException):
        raise TypeError(f"expected exception, got {exc!r}")
    return _snapshot(_exceptions.capture(exc))


def _refuse_foreign(id, timeout):
    if timeout is not None and not _clutch.interpreter_is_hosted(id):
        _foreign.whence(id)  # raises if there is none at all
        raise InterpreterError(f"a call in interpreter {id} cannot have a deadline: C code has made that interpreter")


def _excinfo(failure):
    """Return the snapshot, with the exception itself, for what a host function says of a failure."""
    if failure is None:
        return None
    strings, dumped, *thrown = failure
    if isinstance(dumped, str):  # what was not shareable
        raise NotShareableError(f"{dumped} not shareable") from NotShareableError(_why_not(_snapshot(strings)))
    return _whole_snapshot(strings, dumped, *thrown)


def _why_not(snapshot):
    if snapshot.type.__name__ == NotShareableError.__name__:
        return snapshot.msg
    return f"object could not be unpickled: {snapshot.formatted}"


def _plain(snapshot):
    """Return the snapshot as CPython has it."""
    return snapshot and _SimpleNamespace(**vars(snapshot))


def _hosted_whence(id):
    return WHENCE_RUNTIME if id == _MAIN_ID else WHENCE_STDLIB


def _use(function, id, host_function, restrict):
    """Call the host function, or the engine's if the interpreter is foreign."""
    if _clutch.interpreter_is_hosted(id):
        return host_function(id)
    return _foreign.call(function, id, restrict=restrict)


def _known(id, verb, restrict):
    """Return the id as an int; refuse what create() has not made, if that is asked for."""
    id = _checked(id)
    if restrict and whence(id) != WHENCE_STDLIB:
        raise InterpreterError(f"unrecognized interpreter {id}: only those made by create() can be {verb}")
    return id


def _checked(id):
    """Return the id as an int that may be one."""
    if not isinstance(id, int):
        raise TypeError(f"interpreter ID must be an int, not {type(id).__name__}")
    if id < 0:
        raise ValueError(f"interpreter ID must not be negative, got {id}")
    return int(id)


def _require_names(function, position, names):
    _require(function, position, names, dict)
    for name, value in names.items():
        if not isinstance(name, str):
            raise TypeError(f"names must be str, got {name!r}")
        if b"\0" in name.encode():
            raise ValueError(f"names must not have a null character in them, got {name!r}")
        _require_shareable(value)


def _require(function, position, value, cls):
    if not isinstance(value, cls):
        raise TypeError(f"_interpreters.{function}() argument {position} must be {cls.__name__}, not {_kind(value)}")


def _kind(value):
    return "None" if value is None else type(value).__name__
