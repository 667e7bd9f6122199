"""Lets waits be interrupted that CPython's own code never wakes up from.

An interrupt is an exception that strikes a thread when it runs Python code; no signal ends a wait in C code but
that of the main thread of the main interpreter. So such waits are Java's here.

Locks, and objects that poll, are CPython's all the same: only the methods of their types that wait are others; see
``_lock_waits`` and ``_io_waits``.
"""

import sys

import _clutch
from clutch._replacements import Replacement, install as install_replacement, take_names

# Shorter sleeps end soon enough by themselves. In seconds.
_SHORT = 0.01
# Longer ones are refused by time.sleep.
_LONGEST = 9e9


def install():
    """Install the guards of this interpreter; those of modules that are not loaded yet, when they are."""
    _guard_sleep()
    from clutch import _lock_waits

    _lock_waits.install()
    for name, guard in GUARDS.items():
        if name in sys.modules:
            guard(sys.modules[name])


def find_spec(asking, name, path, target):
    """Return the spec of a module from the other finders, with a loader that installs its guard."""
    for finder in sys.meta_path:
        spec = None if finder is asking else finder.find_spec(name, path, target)
        if spec is not None:
            spec.loader = _Loader(spec.loader, GUARDS[name])
            return spec
    return None


class _Loader:
    """Loads a module, and changes it; the module shows its own loader."""

    def __init__(self, real, guard):
        self._real = real
        self._guard = guard

    def create_module(self, spec):
        """Return the module to load into, or None for the default."""
        return self._real.create_module(spec)

    def exec_module(self, module):
        """Load the module."""
        module.__spec__.loader = module.__loader__ = self._real
        self._real.exec_module(module)
        self._guard(module)


class _Sleep(Replacement):
    def __call__(self, seconds, /):
        if isinstance(seconds, (int, float)) and _SHORT < seconds < _LONGEST:
            sys.audit("time.sleep", seconds)
            _clutch.sleep(float(seconds))
        else:
            self._real(seconds)


def _guard_sleep():
    import time

    install_replacement(_Sleep, time, "sleep")


class _Waiter:
    """The lock that a thread which waits for a condition acquires twice; another thread releases it once."""

    __slots__ = ("_id",)

    def __init__(self):
        self._id = None

    def acquire(self, blocking=True, timeout=-1):
        """Return whether it was released, before the timeout in seconds; True the first time."""
        if self._id is None:
            self._id = _clutch.waiter_open()
            return True
        return _clutch.waiter_wait(self._id, None if timeout < 0 else timeout) if blocking else self._try()

    def _try(self):
        return _clutch.waiter_wait(self._id, 0)

    def release(self):
        """Wake the waiting thread. Raises RuntimeError the second time."""
        if not _clutch.waiter_wake(self._id):
            raise RuntimeError("release unlocked lock")

    def __del__(self, _host=_clutch):
        if self._id is not None:
            _host.waiter_close(self._id)


def _guard_threading(threading):
    """What else waits in there, such as events and barriers, waits for a condition."""
    _guard_condition(threading)
    _guard_join(threading)


def _guard_condition(threading):
    threading._allocate_waiter = _Waiter
    wait = threading.Condition.wait
    names = ["_allocate_waiter" if name == "_allocate_lock" else name for name in wait.__code__.co_names]
    wait.__code__ = wait.__code__.replace(co_names=tuple(names))


def _guard_join(threading):
    """Who joins a thread waits for an event; C code then waits for what is left of the thread."""
    cls = threading.Thread
    bootstrap, join = cls._bootstrap_inner, cls.join

    def _bootstrap_inner(self):
        self._clutch_ending = False
        try:
            bootstrap(self)
        finally:
            self._clutch_ending = True
            event = self.__dict__.get("_clutch_ended")
            if event is not None:
                event.set()

    def guarded(self, timeout=None):
        if self.__dict__.get("_clutch_ending") is False and self is not threading.current_thread():
            timeout = _await_end(self, threading, timeout)
        join(self, timeout)

    cls._bootstrap_inner = _bootstrap_inner
    cls.join = take_names(guarded, join)


def _await_end(thread, threading, timeout):
    """Return the timeout that is left."""
    if timeout is not None and timeout > threading.TIMEOUT_MAX:
        return timeout  # which is refused
    event = thread.__dict__.setdefault("_clutch_ended", threading.Event())
    if thread._clutch_ending:
        return timeout
    end = None if timeout is None else threading._time() + timeout
    in_time = event.wait(timeout)
    return None if end is None else max(0, end - threading._time()) if in_time else 0


def _guard_simple_queue(module):
    from clutch import _simple_queues

    _simple_queues.guard(module)


def _later(name):
    def guard(module):
        import select  # first, for its own guard needs what comes next

        from clutch import _io_waits

        getattr(_io_waits, name)(module)

    return guard


GUARDS = {
    "threading": _guard_threading,
    "select": _later("guard_select"),
    "_queue": _guard_simple_queue,
    "socket": _later("guard_socket"),
    "ssl": _later("guard_ssl"),
}
