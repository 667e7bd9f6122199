"""Locks and their like for all interpreters, with the names and the semantics of ``threading``'s.

They are served by Java, which has them too: waiting ones wake at once, timeouts are true, and Ctrl-C,
cancelling and closing reach them. ``clutch.Lock`` and the others are these.

An interrupt never leaves one taken that a ``with`` statement takes. It could strike between the taking and
the block, so ``_take`` gives back what it has taken then; and at the start of ``__exit__``, if that were a
Python function, so it is none: each object has one of its own, in a slot, that goes straight to Java.
"""

import _clutch
from _functools import partial
from _thread import TIMEOUT_MAX
from threading import BrokenBarrierError
from time import monotonic as _now

from clutch._shared import LockAbandonedError, Shared, SharedError, SharedNotFoundError, register

__all__ = [
    "Barrier",
    "BoundedSemaphore",
    "BrokenBarrierError",
    "Condition",
    "Event",
    "Lock",
    "LockAbandonedError",
    "RLock",
    "Semaphore",
    "SharedError",
    "SharedNotFoundError",
]


def _seconds(timeout):
    """Return what to wait: seconds, or None for ever."""
    if timeout is not None and timeout > TIMEOUT_MAX:
        raise OverflowError(f"timeout value {timeout!r} is too large")
    return timeout


def _take(acquire, release, id, seconds):
    """Take something; if an interrupt comes when it is taken, give it back."""
    taken = []
    try:
        taken.extend(map(acquire, (id,), (seconds,)))  # no interrupt strikes between the call and the note of it
        return taken[0]
    except BaseException:
        if taken and taken[0]:
            release()
        raise


class _AnyLock(Shared):
    """What a Lock and an RLock have in common."""

    __slots__ = ("__exit__",)

    def _bind(self):
        self.__exit__ = partial(_clutch.lock_exit, self._id)

    def __init__(self):
        self._adopt(_clutch.lock_create(self._REENTRANT))

    def acquire(self, blocking=True, timeout=-1):
        """Take the lock, waiting while others hold it; return whether it was taken.

        blocking: False not to wait at all.
        timeout: seconds, a float, not to wait longer; -1 for ever.
        Raises LockAbandonedError if the interpreter that held it has ended.
        """
        if timeout == -1:
            return _take(_clutch.lock_acquire, self.release, self._id, None if blocking else 0)
        if not blocking:
            raise ValueError("a timeout is for a blocking call only")
        if timeout < 0:
            raise ValueError(f"timeout value must be non-negative, or -1 for ever, not {timeout!r}")
        return _take(_clutch.lock_acquire, self.release, self._id, _seconds(timeout))

    def __enter__(self):
        return _take(_clutch.lock_acquire, self.release, self._id, None)

    def release(self):
        """Give the lock up, once."""
        _clutch.lock_release(self._id)

    def locked(self):
        """Return whether somebody holds the lock, or has abandoned it."""
        return _clutch.lock_locked(self._id)

    def recover(self):
        """Take an abandoned lock over; return False, and do nothing, if it is not abandoned.

        Then put what it protects in order and ``release()`` the lock. Others wait meanwhile.
        """
        return _clutch.lock_recover(self._id)

    def _state(self):
        return "locked" if self.locked() else "unlocked"


class Lock(_AnyLock):
    """A lock that all interpreters may use. It is not reentrant, and anyone may release it.

    It is held for the interpreter in which it was taken. When that ends while it holds the lock, everyone
    who wants it gets a LockAbandonedError, until somebody calls ``recover()``.
    """

    __slots__ = ()
    _REENTRANT = False

    def __repr__(self):
        return f"<{self._state()} clutch.Lock object id={self._id} at {id(self):#x}>"


class RLock(_AnyLock):
    """A lock that all interpreters may use, and that its holder may take again.

    It belongs to a thread inside an interpreter, which must release it as often as it has taken it. When
    that interpreter ends before, everyone who wants the lock gets a LockAbandonedError, until somebody
    calls ``recover()``.
    """

    __slots__ = ()
    _REENTRANT = True

    def __repr__(self):
        numbers = self.statistics()
        return (
            f"<{self._state()} clutch.RLock object holder={numbers['holder']} count={numbers['depth']}"
            f" id={self._id} at {id(self):#x}>"
        )

    # Private in threading too, where others rely on it all the same.

    def _recursion_count(self):
        return _clutch.lock_depth(self._id)

    def _is_owned(self):
        return self._recursion_count() > 0

    def _release_save(self):
        count = self._recursion_count() or 1
        for _ in range(count):
            self.release()
        return count

    def _acquire_restore(self, count):
        for _ in range(count):
            self.acquire()


class Condition(Shared):
    """A condition that all interpreters may wait for and notify.

    lock: a Lock or RLock of this package; by default a new RLock.
    """

    __slots__ = ("_lock", "acquire", "release", "__exit__")

    def __init__(self, lock=None):
        if lock is None:
            lock = RLock()
        elif not isinstance(lock, _AnyLock):
            raise TypeError(f"the lock of a clutch.Condition must be a clutch.Lock or RLock, not {lock!r}")
        self._use(lock)
        self._adopt(_clutch.condition_create(lock._id))

    def _use(self, lock):
        self._lock = lock
        self.acquire = lock.acquire
        self.release = lock.release
        self.__exit__ = lock.__exit__

    def _load(self):
        lock, reentrant = _clutch.condition_lock(self._id)
        self._use((RLock if reentrant else Lock)._named(lock))

    def __repr__(self):
        return f"<clutch.Condition({self._lock!r}, {self.statistics()['waiters']})>"

    def __enter__(self):
        return self._lock.__enter__()

    def locked(self):
        """Return whether somebody holds the lock."""
        return self._lock.locked()

    def __getattr__(self, name):
        if name in ("_is_owned", "_release_save", "_acquire_restore"):
            return getattr(self._lock, name)
        raise AttributeError(f"{type(self).__name__!r} object has no attribute {name!r}")

    def wait(self, timeout=None):
        """Release the lock, wait to be notified, take the lock again; return whether that was in time.

        timeout: seconds, a float, or None for ever.
        Raises RuntimeError if the lock is not held.
        """
        return _clutch.condition_wait(self._id, _seconds(timeout))

    def wait_for(self, predicate, timeout=None):
        """Wait until ``predicate()`` is true; return its last value."""
        end = None if timeout is None else _now() + timeout
        result = predicate()
        while not result:
            left = None if end is None else end - _now()
            if left is not None and left <= 0:
                break
            self.wait(left)
            result = predicate()
        return result

    def notify(self, n=1):
        """Wake the ``n`` who have waited longest, at most; RuntimeError if the lock is not held."""
        _clutch.condition_notify(self._id, n)

    def notify_all(self):
        """Wake all who wait; RuntimeError if the lock is not held."""
        _clutch.condition_notify(self._id, None)


class Semaphore(Shared):
    """A number of permits that all interpreters may take and give.

    value: how many there are at first.
    Anyone may give a permit, so it is not known whose they are; those of an interpreter that ends are lost.
    """

    __slots__ = ("__exit__",)
    _BOUNDED = False

    def __init__(self, value=1):
        self._adopt(_clutch.semaphore_create(value, self._BOUNDED))

    def _bind(self):
        self.__exit__ = partial(_clutch.semaphore_exit, self._id)

    def __repr__(self):
        return f"<clutch.{type(self).__name__} at {id(self):#x}: value={self._value()}>"

    def _value(self):
        return self.statistics()["value"]

    def acquire(self, blocking=True, timeout=None):
        """Take a permit, waiting while there is none; return whether one was taken.

        blocking: False not to wait at all.
        timeout: seconds, a float, not to wait longer.
        """
        if timeout is None:
            return _take(_clutch.semaphore_acquire, self.release, self._id, None if blocking else 0)
        if not blocking:
            raise ValueError("a timeout is for a blocking call only")
        return _take(_clutch.semaphore_acquire, self.release, self._id, _seconds(timeout))

    def __enter__(self):
        return _take(_clutch.semaphore_acquire, self.release, self._id, None)

    def release(self, n=1):
        """Give ``n`` permits."""
        _clutch.semaphore_release(self._id, n)


class BoundedSemaphore(Semaphore):
    """A semaphore that never has more permits than at first: more is a ValueError.

    The permits say how many use something at once. They are booked to the interpreters that take them, and
    those of an interpreter that ends come back.
    """

    __slots__ = ()
    _BOUNDED = True

    def _value(self):
        numbers = self.statistics()
        return f"{numbers['value']}/{numbers['bound']}"


class Event(Shared):
    """A flag that all interpreters may set, clear and wait for."""

    __slots__ = ()

    def __init__(self):
        self._adopt(_clutch.event_create())

    def __repr__(self):
        return f"<clutch.Event at {id(self):#x}: {'set' if self.is_set() else 'unset'}>"

    def is_set(self):
        """Return whether the flag is set."""
        return _clutch.event_is_set(self._id)

    def set(self):
        """Set the flag and wake all who wait."""
        _clutch.event_set(self._id)

    def clear(self):
        """Take the flag down."""
        _clutch.event_clear(self._id)

    def wait(self, timeout=None):
        """Wait until the flag is set; return False if that took too long.

        timeout: seconds, a float, or None for ever.
        """
        return _clutch.event_wait(self._id, _seconds(timeout))


class Barrier(Shared):
    """A point where threads of all interpreters wait for each other.

    parties: how many.
    action: called by the last to arrive, in its interpreter, before all go on. In another interpreter than
    the one that made the barrier it is a copy, as what is sent.
    timeout: seconds that ``wait`` waits unless it is told otherwise; None for ever.

    It breaks when a wait takes too long, when the action fails, and on ``abort()``; and when an interpreter
    that knows the barrier ends while others wait, for they might wait for that one.
    """

    __slots__ = ("_parties", "_action", "_timeout", "_sent")

    def __init__(self, parties, action=None, timeout=None):
        self._parties, self._action, self._timeout = parties, action, _seconds(timeout)
        self._sent = action is None
        self._adopt(_clutch.barrier_create(parties, timeout))

    def _load(self):
        self._parties, self._timeout, self._action = _clutch.barrier_join(self._id)
        self._sent = True

    def _send(self):
        self._send_action()
        return super()._send()

    def __reduce__(self):
        self._send_action()
        return super().__reduce__()

    def _send_action(self):
        """Have the action ready for other interpreters, once there are some."""
        if not self._sent:
            _clutch.barrier_set_action(self._id, self._action)
            self._sent = True

    def __repr__(self):
        state = "broken" if self.broken else f"waiters={self.n_waiting}/{self._parties}"
        return f"<clutch.Barrier at {id(self):#x}: {state}>"

    def wait(self, timeout=None):
        """Wait until all have arrived; return how many were there before, 0 to parties - 1.

        timeout: seconds, a float; by default what the barrier was made with. Then it breaks.
        Raises BrokenBarrierError if it is broken, or is broken or reset meanwhile.
        """
        index = _clutch.barrier_wait(self._id, _seconds(self._timeout if timeout is None else timeout), self._action is not None)
        if index >= 0:
            return index
        try:
            self._action()
            return _clutch.barrier_acted(self._id)
        except BaseException:
            self.abort()
            raise

    def reset(self):
        """Make it whole and empty; those who wait get a BrokenBarrierError."""
        _clutch.barrier_reset(self._id)

    def abort(self):
        """Break it."""
        _clutch.barrier_abort(self._id)

    @property
    def parties(self):
        """How many wait for each other."""
        return self._parties

    @property
    def n_waiting(self):
        """How many wait at this moment."""
        return _clutch.barrier_state(self._id)[0]

    @property
    def broken(self):
        """Whether it is broken."""
        return _clutch.barrier_state(self._id)[1]


register(Lock, "lock")
register(RLock, "rlock")
register(Condition, "condition")
register(Semaphore, "semaphore")
register(BoundedSemaphore, "bounded_semaphore")
register(Event, "event")
register(Barrier, "barrier")
