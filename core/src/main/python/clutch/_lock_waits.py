"""Lets waits for the locks of ``_thread`` be interrupted; see ``_waits``.

A lock that is free is taken by CPython's own code, and any lock is released by it. Only who has to wait does so in
Java, in the same line as those that CPython has wait; see MutexWait. This file's name is known to Java: what runs in here
counts as part of its caller.
"""

import _clutch
import _thread
from clutch._replacements import replace_methods

# Of the wait for a lock, in seconds.
_LONGEST = _thread.TIMEOUT_MAX


def install():
    """Guard the locks of this interpreter, if Java can wait for them."""
    if hasattr(_clutch, "thread_lock_acquire"):
        _guard(_thread.LockType, lambda lock, timeout: _clutch.thread_lock_acquire(id(lock), timeout), "acquire", "acquire_lock")
        _guard(_thread.RLock, lambda lock, timeout: _clutch.thread_rlock_acquire(id(lock), timeout), "acquire")


def _guard(cls, wait, *names):
    real = cls.acquire
    longest = _LONGEST  # the module may be gone before the last lock is

    def acquire(self, /, blocking=True, timeout=-1):
        if timeout == -1 and blocking:
            return real(self, False) or wait(self, None)
        if blocking and isinstance(timeout, (int, float)) and 0 < timeout <= longest:
            return real(self, False) or wait(self, timeout)
        return real(self, blocking, timeout)

    def __enter__(self, /):
        return real(self, False) or wait(self, None)

    replace_methods(cls, __enter__=__enter__, **dict.fromkeys(names, acquire))
