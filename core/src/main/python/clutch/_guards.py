"""Keeps Python code from breaking the JVM that it runs in, by what a plain process would survive.

Each guard replaces a function by one that does as much of the same as is safe.
"""

import os
import sys

import _clutch
import _thread

_SMALLEST_STACK = 256 * 1024


def install():
    """Install all guards in this interpreter."""
    _refuse_fork()
    _keep_stacks_large()
    _keep_fault_handlers()
    _keep_to_own_frames()
    _keep_interrupts()
    if _clutch.id != 0:
        _keep_interrupts_inside()


def _refuse_fork():
    """A forked child has one thread, and a JVM cannot live with one."""

    def fork():
        """Refused: see the message."""
        raise RuntimeError(
            "os.fork() is not possible inside a JVM; start a program with subprocess, or use multiprocessing"
            " with the start method 'spawn' or 'forkserver'"
        )

    posix = sys.modules.get("posix")
    for module in (os, posix):
        for name in ("fork", "forkpty", "fork1"):
            if hasattr(module, name):
                setattr(module, name, fork)


def _keep_stacks_large():
    """A thread that calls Java needs room for Java's frames, however little Python would need."""
    real = _thread.stack_size

    def stack_size(size=0, /):
        """Return the stack size of new threads, and set it; sizes under 256 KiB count as that."""
        return real(max(size, _SMALLEST_STACK) if size > 0 else size)

    stack_size.__module__ = "_thread"
    _thread.stack_size = stack_size
    threading = sys.modules.get("threading")
    if threading is not None:
        threading.stack_size = stack_size


def _keep_fault_handlers():
    """The JVM uses SIGSEGV and its like in normal operation, and reports real faults itself."""
    try:
        import faulthandler
    except ImportError:  # it refuses isolated interpreters
        return
    enabled = faulthandler.is_enabled()
    faulthandler.disable()

    def enable(file=sys.stderr, all_threads=True, c_stack=True):
        """Do nothing but remember it: the JVM handles faults, and writes an error file."""
        nonlocal enabled
        enabled = True

    def disable():
        """Undo enable()."""
        nonlocal enabled
        was, enabled = enabled, False
        return was

    faulthandler.enable = enable
    faulthandler.disable = disable
    faulthandler.is_enabled = lambda: enabled


def _keep_to_own_frames():
    """CPython's functions look at the threads of all interpreters, without their GILs, and crash."""

    def guard(real, own):
        def guarded():
            """Return the calling thread's only, once there are several interpreters."""
            found = real() if len(_clutch.interpreter_list()) == 1 else {}
            found[_thread.get_ident()] = own()  # where this very function is not seen
            return found

        return guarded

    sys._current_frames = guard(sys._current_frames, lambda: sys._getframe(2))
    sys._current_exceptions = guard(sys._current_exceptions, sys.exception)


def _keep_interrupts():
    """An interrupt that strikes in a finalizer, whose exceptions go nowhere, strikes once more outside of it."""
    real = sys.unraisablehook

    def unraisablehook(unraisable, /):
        """Handle an exception that cannot be raised."""
        message = unraisable.err_msg or ""
        ends = "threading shutdown" in message or "atexit" in message  # of the process: nothing else would tell
        if unraisable.exc_type is KeyboardInterrupt and not ends:
            _clutch.interrupt_again()
        else:
            real(unraisable)

    sys.unraisablehook = unraisablehook


def _keep_interrupts_inside():
    """CPython interrupts the main interpreter, a moment later, whatever code that runs by then."""
    real = _thread.interrupt_main

    def interrupt_main(signum=2, /):
        """Raise KeyboardInterrupt in what others have begun in this interpreter, for SIGINT."""
        if signum != 2:
            real(signum)
        elif _clutch.interrupt_main():
            raise KeyboardInterrupt

    interrupt_main.__module__ = "_thread"
    _thread.interrupt_main = interrupt_main


def note_threads():
    """Have Java know the threads that this interpreter starts, from their birth to their end."""

    def noting(start):
        def start_noted(function, *args, **kwargs):
            return start(_noted(function), *args, **kwargs)

        start_noted.__doc__ = start.__doc__
        return start_noted

    threading = sys.modules.get("threading")
    for name in ("start_new_thread", "start_new", "start_joinable_thread"):
        if hasattr(_thread, name):
            noted = noting(getattr(_thread, name))
            setattr(_thread, name, noted)
            if hasattr(threading, f"_{name}"):
                setattr(threading, f"_{name}", noted)


def _noted(function):
    def run(*args, _note=_clutch, **kwargs):
        _note.thread_noted()
        try:
            return function(*args, **kwargs)
        finally:
            _note.thread_noted()

    return run
