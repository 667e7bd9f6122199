"""Lets waits for an item of a ``queue.SimpleQueue`` be interrupted; see ``_waits``.

Its items stay where they are. Who waits for one stands in a line of this module's, and waits in Java; who puts one
wakes the first of the line. Nothing here needs a lock, since ``put`` may be called by a finalizer or a signal handler
that runs in the middle of another ``put`` or ``get``: each step is one that no other thread comes into.

That no item is left with threads that wait for it: who has stood in line looks once more for an item before it
waits, and who puts one looks for the line afterwards. Who is woken and does not take the item wakes the next.
"""

from time import monotonic

import _clutch
from _weakref import ref
from clutch._replacements import replace_methods

# Longer waits are refused by CPython. In seconds.
_LONGEST = 9e9


def guard(module):
    """Guard ``SimpleQueue`` of the module ``_queue``."""
    cls = module.SimpleQueue
    lines = _Lines()
    replace_methods(cls, get=_get(cls, lines, module.Empty), **_puts(cls, lines))


class _Lines:
    """Who waits for which queue, as ids of Java's waiters, the one that came first in front."""

    def __init__(self):
        self.by_id = {}
        self._ends = {}

    def of(self, queue):
        """Return the queue's line, which is kept as long as the queue."""
        key = id(queue)
        line = self.by_id.get(key)
        if line is None:
            self._ends[key] = ref(queue, lambda _, all=self.by_id, ends=self._ends: (all.pop(key, None), ends.pop(key, None)))
            line = self.by_id.setdefault(key, [])
        return line


def _wake(line, host):
    """Wake the first of the line, if there is one."""
    try:
        first = line.pop(0)
    except IndexError:  # another thread was faster
        return
    host.waiter_wake(first)


def _await_item(line, is_empty, seconds, host, wake):
    """Wait, for so many seconds or for ever; return whether there may be an item."""
    mine = host.waiter_open()
    line.append(mine)
    woken = False
    try:
        woken = is_empty() and host.waiter_wait(mine, seconds)
        return woken or not is_empty()
    finally:
        host.waiter_close(mine)
        if not woken:
            try:
                line.remove(mine)
            except ValueError:  # it was woken after all, perhaps for an item that is another's then
                wake(line, host)


def _puts(cls, lines):
    by_id, wake, host = lines.by_id, _wake, _clutch  # the module may be gone before the last queue is
    real_put, real_put_nowait = cls.put, cls.put_nowait

    def put(self, /, item, block=True, timeout=None):
        real_put(self, item)
        if by_id and (line := by_id.get(id(self))):
            wake(line, host)

    def put_nowait(self, /, item):
        real_put_nowait(self, item)
        if by_id and (line := by_id.get(id(self))):
            wake(line, host)

    return {"put": put, "put_nowait": put_nowait}


def _get(cls, lines, nothing):
    real = cls.get
    await_one = _awaiting(cls, lines, nothing)

    def get(self, /, block=True, timeout=None):
        if timeout is None or not block:
            try:
                return real(self, False)
            except nothing:
                if not block:
                    raise
        return await_one(self, timeout)

    return get


def _awaiting(cls, lines, nothing):
    real, is_empty = cls.get, cls.empty
    await_item, line_of, wake, host, clock, longest = _await_item, lines.of, _wake, _clutch, monotonic, _LONGEST

    def await_one(queue, timeout):
        if not (timeout is None or (isinstance(timeout, (int, float)) and 0 <= timeout < longest)):
            return real(queue, True, timeout)
        end = None if timeout is None else clock() + timeout
        in_time = True
        while True:
            if not in_time or not is_empty(queue):
                try:
                    return real(queue, False)
                except nothing:  # another thread was faster
                    if not in_time:
                        raise
            left = None if end is None else max(0, end - clock())
            in_time = await_item(line_of(queue), lambda: is_empty(queue), left, host, wake)

    return await_one
