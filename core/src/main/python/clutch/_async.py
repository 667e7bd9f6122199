"""Waits of event loops: a coroutine that waits for a queue needs no thread.

Java rings a doorbell, a pipe that the loop watches, when there may be an item or a place. The first
coroutine in line then tries. Nothing is taken for a coroutine but by itself, so one that is cancelled
loses nothing.
"""

import asyncio
import os
import weakref
from collections import deque

import _clutch
from clutch._select import named

_doorbells = weakref.WeakKeyDictionary()


async def call_when_possible(attempt, refusal, watch, source):
    """Return what ``attempt()`` returns, called again and again until it does not raise ``refusal``.

    watch: ``doorbell_at_item`` or ``doorbell_at_place`` of ``_clutch``, which has Java ring when it may
    succeed. Coroutines of one loop that wait for the same are served in their order.
    """
    line = _doorbell().line(watch, source)
    return await line.wait(attempt, refusal)


def _doorbell():
    loop = asyncio.get_running_loop()
    if loop not in _doorbells:
        _doorbells[loop] = _Doorbell(loop)
    return _doorbells[loop]


class _Doorbell:
    """What one event loop waits for; closed when the loop is gone."""

    def __init__(self, loop):
        self._pipe, sink = os.pipe()
        os.set_blocking(self._pipe, False)
        self.id = _clutch.doorbell_open(sink)
        os.close(sink)  # Java has opened it for itself
        self.lines = {}
        loop.add_reader(self._pipe, self._answer)
        weakref.finalize(loop, _close, self.id, self._pipe)

    def line(self, watch, source):
        """Return the line of those who wait for this."""
        at_item = watch is _clutch.doorbell_at_item
        token = source.id * 2 + at_item
        if token not in self.lines:
            self.lines[token] = _Line(self, token, watch, named(source) if at_item else source.id)
        return self.lines[token]

    def _answer(self):
        try:
            os.read(self._pipe, 64)
        except BlockingIOError:
            pass
        for token in _clutch.doorbell_rung(self.id):
            if token in self.lines:
                self.lines[token].call_first()


def _close(id, pipe, *, _host=_clutch):
    if _host.doorbell_close:  # None at the very end, which closes all
        _host.doorbell_close(id)
    os.close(pipe)


class _Line:
    """Coroutines of one loop that wait for the same, the first one first."""

    def __init__(self, doorbell, token, watch, source):
        self._doorbell = doorbell
        self._token = token
        self._watch = watch
        self._source = source
        self._turns = deque()

    async def wait(self, attempt, refusal):
        """Join the line; return what the attempt returns at last."""
        turn = _Turn()
        self._turns.append(turn)
        try:
            while True:
                if self._turns[0] is turn:
                    try:
                        return attempt()
                    except refusal:
                        pass
                    self._watch(self._doorbell.id, self._token, self._source)
                    try:  # it may have become possible before Java watched
                        return attempt()
                    except refusal:
                        pass
                await turn.come()
        finally:
            self._leave(turn)

    def _leave(self, turn):
        self._turns.remove(turn)
        if self._turns:
            self.call_first()
        else:
            del self._doorbell.lines[self._token]

    def call_first(self):
        """Have the first one try."""
        self._turns[0].call()


class _Turn:
    """One coroutine's place in a line."""

    def __init__(self):
        self._called = None

    async def come(self):
        self._called = asyncio.get_running_loop().create_future()
        await self._called

    def call(self):
        if self._called is not None and not self._called.done():
            self._called.set_result(None)
