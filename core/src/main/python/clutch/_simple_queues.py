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
        self._lines = {}
        self._ends = {}

    def known(self, queue):
        """Return the queue's line, or None if nobody has ever waited for it."""
        return self._lines.get(id(queue))

    def of(self, queue):
        """Return the queue's line."""
        line = self.known(queue)
        if line is None:
            key = id(queue)
            self._ends[key] = ref(queue, lambda _, lines=self._lines, ends=self._ends: (lines.pop(key, None), ends.pop(key, None)))
            line = self._lines.setdefault(key, [])
        return line


def _wake(line, host):
    """Wake the first of the line, if there is one."""
    try:
        first = line.pop(0)
    except IndexError:  # another thread was faster
        return
    host.waiter_wake(first)


def _await_item(line, queue_is_empty, seconds, host, wake):
    """Wait, for so many seconds or for ever; return whether there may be an item."""
    mine = host.waiter_open()
    line.append(mine)
    woken = False
    try:
        woken = queue_is_empty() and host.waiter_wait(mine, seconds)
        return woken or not queue_is_empty()
    finally:
        host.waiter_close(mine)
        if not woken:
            try:
                line.remove(mine)
            except ValueError:  # it was woken after all, perhaps for an item that is another's then
                wake(line, host)


def _puts(cls, lines):
    known, wake, host = lines.known, _wake, _clutch  # the module may be gone before the last queue is
    real_put, real_put_nowait = cls.put, cls.put_nowait

    def put(self, /, item, block=True, timeout=None):
        real_put(self, item, block, timeout)
        line = known(self)
        if line:
            wake(line, host)

    def put_nowait(self, /, item):
        real_put_nowait(self, item)
        line = known(self)
        if line:
            wake(line, host)

    return {"put": put, "put_nowait": put_nowait}


def _get(cls, lines, nothing):
    real, is_empty = cls.get, cls.empty
    await_item, line_of, wake, host, clock, longest = _await_item, lines.of, _wake, _clutch, monotonic, _LONGEST

    def get(self, /, block=True, timeout=None):
        if not block or not (timeout is None or (isinstance(timeout, (int, float)) and 0 <= timeout < longest)):
            return real(self, block, timeout)
        end = None if timeout is None else clock() + timeout
        in_time = True
        while True:
            if not in_time or not is_empty(self):
                try:
                    return real(self, False)
                except nothing:  # another thread was faster
                    if not in_time:
                        raise
            left = None if end is None else max(0, end - clock())
            in_time = await_item(line_of(self), lambda: is_empty(self), left, host, wake)

    return get
