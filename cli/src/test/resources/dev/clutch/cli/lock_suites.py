"""CPython's own tests of threading's locks, run with those of Clutch inside one interpreter.

What does not apply is left out by ``does_not_apply``, which wants the reason.
"""

import unittest

import clutch
from test import lock_tests


def does_not_apply(reason):
    return unittest.skip(reason)(lambda self: None)


NO_FORK = does_not_apply("a JVM cannot fork, so there is nothing to make anew in a child")


class LockTests(lock_tests.LockTests):
    locktype = staticmethod(clutch.Lock)
    test_at_fork_reinit = NO_FORK


class RLockTests(lock_tests.RLockTests):
    locktype = staticmethod(clutch.RLock)


class EventTests(lock_tests.EventTests):
    eventtype = staticmethod(clutch.Event)
    test_at_fork_reinit = NO_FORK


class ConditionTests(lock_tests.ConditionTests):
    condtype = staticmethod(clutch.Condition)

    def test_acquire(self):
        # With a lock of clutch: one of threading is known to its own interpreter only.
        plain, lock_tests.threading.Lock = lock_tests.threading.Lock, clutch.Lock
        try:
            super().test_acquire()
        finally:
            lock_tests.threading.Lock = plain


class ConditionAsRLockTests(lock_tests.RLockTests):
    locktype = staticmethod(clutch.Condition)
    test_recursion_count = does_not_apply("threading's own run of this suite leaves it out: no such method")


class SemaphoreTests(lock_tests.SemaphoreTests):
    semtype = staticmethod(clutch.Semaphore)


class BoundedSemaphoreTests(lock_tests.BoundedSemaphoreTests):
    semtype = staticmethod(clutch.BoundedSemaphore)


class BarrierTests(lock_tests.BarrierTests):
    barriertype = staticmethod(clutch.Barrier)


if __name__ == "__main__":
    unittest.main()
