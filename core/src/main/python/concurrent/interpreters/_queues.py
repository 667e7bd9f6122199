"""Queues between interpreters (PEP 734), served by Java: a waiting ``get`` wakes at once."""

import weakref

import _clutch
from clutch._crossing import values
from clutch._errors import QueueError, QueueNotFoundError
from clutch._listing import still_there
from clutch._methods import serve
from clutch._queue_errors import ItemInterpreterDestroyed, QueueEmpty, QueueFull, QueueShutDown

from . import _crossinterp
from ._crossinterp import UNBOUND_ERROR, UNBOUND_REMOVE

__all__ = [
    "UNBOUND",
    "UNBOUND_ERROR",
    "UNBOUND_REMOVE",
    "ItemInterpreterDestroyed",
    "Queue",
    "QueueEmpty",
    "QueueError",
    "QueueFull",
    "QueueNotFoundError",
    "QueueShutDown",
    "create",
    "list_all",
]

# What becomes of an item whose interpreter ends before it is taken: with UNBOUND_REMOVE the item vanishes
# from the queue, with UNBOUND_ERROR get() raises ItemInterpreterDestroyed, and with UNBOUND it returns this
# very constant in place of the item.
UNBOUND = _crossinterp.UnboundItem.singleton("queue", __name__)

_AS_THE_QUEUE = 0


def _serialize_unbound(unbounditems):
    return _crossinterp.serialize_unbound(_crossinterp.UNBOUND if unbounditems is UNBOUND else unbounditems)


def _resolve_unbound(flag):
    _crossinterp.resolve_unbound(flag, ItemInterpreterDestroyed)
    return UNBOUND


def _code(unbounditems):
    """Return the number by which Java knows what put() or create() was given."""
    return _AS_THE_QUEUE if unbounditems is None else _serialize_unbound(unbounditems)[0]


_BY_CODE = {_code(constant): constant for constant in (UNBOUND_REMOVE, UNBOUND_ERROR, UNBOUND)}


def create(maxsize=0, *, unbounditems=UNBOUND):
    """Return a new queue.

    maxsize: how many items fit; zero or less for no bound.
    unbounditems: what becomes of an item whose interpreter ends before it is taken; see ``Queue.put``.
    """
    if not isinstance(maxsize, int):
        raise TypeError(f"maxsize must be an int, not {maxsize!r}")
    return Queue(_clutch.queue_create(maxsize, _serialize_unbound(unbounditems)[0]))


def list_all():
    """Return all open queues, the oldest first."""
    return still_there(Queue, _clutch.queue_list(), QueueNotFoundError)


_known_queues = weakref.WeakValueDictionary()


class Queue:
    """A first-in, first-out queue that any interpreter may put into and get from.

    There is one Queue object for each id in each interpreter; sent to another interpreter it arrives
    as the same queue. Safe for use by many threads. Blocking calls react to Ctrl-C.
    """

    __slots__ = ("_id", "_unbound", "_pickles", "_maxsize", "_takes_all", "__weakref__", "__dict__")
    _selected_as = "queue"

    def __new__(cls, id, /):
        if not isinstance(id, int):
            raise TypeError(f"id must be an int, got {id!r}")
        id = int(id)
        known = _known_queues.get(id)
        if known is not None:
            return known
        self = super().__new__(cls)
        self._id = id
        self._unbound = _clutch.queue_unbound(id)
        self._pickles = _clutch.queue_pickles(id)
        self._maxsize = _clutch.queue_maxsize(id)
        if self._pickles:
            self._takes_all = id
        _clutch.queue_incref(id)
        return _known_queues.setdefault(id, self)

    def _send(self):
        """Return what crosses in place of the queue, which stays there until it is received."""
        _clutch.queue_handle_sent(self._id)
        return self._id

    @classmethod
    def _received(cls, id):
        self = cls(id)
        _clutch.queue_handle_received(id)
        return self

    def __repr__(self):
        return f"{type(self).__name__}({self._id})"

    def __hash__(self):
        return hash(self._id)

    def __del__(self, *, _host=_clutch):
        decref = _host.queue_decref  # None at the very end, which drops all references
        if decref and hasattr(self, "_maxsize"):
            decref(self._id)

    def __reduce__(self):
        return type(self), (self._id,)

    @property
    def id(self):
        """The number that names this queue in every interpreter."""
        return self._id

    @property
    def unbounditems(self):
        """What becomes of items whose interpreter ends, unless ``put`` said otherwise.

        None for a queue that Java made: it keeps them.
        """
        return _BY_CODE.get(self._unbound)

    @property
    def maxsize(self):
        """How many items fit; zero or less for no bound."""
        return self._maxsize

    def empty(self):
        """Return whether there is no item at this moment."""
        return self.qsize() == 0

    def full(self):
        """Return whether a ``put`` would wait at this moment."""
        return _clutch.queue_is_full(self._id)

    def qsize(self):
        """Return the number of items at this moment."""
        return _clutch.queue_size(self._id)

    def put(self, obj, block=True, timeout=None, *, unbounditems=None):
        """Put a copy of the object into the queue, waiting while it is full.

        timeout: seconds, a float; then QueueFull is raised.
        unbounditems: what becomes of the item if this interpreter ends before it is taken: UNBOUND,
        UNBOUND_ERROR or UNBOUND_REMOVE; by default what the queue was made with.
        Raises NotShareableError if the object cannot be sent, and loses nothing then.
        """
        if not self._pickles:
            values.require_shareable(obj)
        if block and timeout is None and unbounditems is None:
            _clutch.queue_put(self._id, obj)
        else:
            _clutch.queue_put(self._id, obj, _seconds(block, timeout), _code(unbounditems))

    def put_nowait(self, obj, *, unbounditems=None):
        """Put a copy of the object into the queue, or raise QueueFull at once."""
        if not self._pickles:
            values.require_shareable(obj)
        if unbounditems is None:
            _clutch.queue_put(self._id, obj, 0)
        else:
            _clutch.queue_put(self._id, obj, 0, _code(unbounditems))

    def get(self, block=True, timeout=None):
        """Return the oldest item and take it off the queue, waiting while there is none.

        timeout: seconds, a float; then QueueEmpty is raised.
        """
        return _clutch.queue_get(self._id) if block and timeout is None else _clutch.queue_get(self._id, _seconds(block, timeout))

    def get_nowait(self):
        """Return the oldest item and take it off the queue, or raise QueueEmpty at once."""
        return _clutch.queue_get(self._id, 0)

    def put_many(self, objs, block=True, timeout=None, *, unbounditems=None):
        """Put copies of the objects in their order, waiting while the queue is full.

        Cheaper than one by one. Others may put theirs in between. If the time is up before all were put,
        QueueFull is raised, and its ``count`` tells how many were.
        """
        objs = tuple(objs)
        if not self._pickles:
            values.require_shareable(objs)
        count = _clutch.queue_put_many(self._id, _seconds(block, timeout), _code(unbounditems), *objs)
        if count < len(objs):
            full = QueueFull(f"queue {self._id} is full: {count} of {len(objs)} items were put")
            full.count = count
            raise full

    def get_many(self, most=2**31 - 1, block=True, timeout=None):
        """Return a list of the oldest items and take them off the queue, waiting until there is one.

        most: how many to take at most. Cheaper than one by one.
        """
        return _clutch.queue_get_many(self._id, _seconds(block, timeout), most)

    async def put_async(self, obj, *, unbounditems=None):
        """Put a copy of the object into the queue; while it is full, the coroutine waits, and no thread."""
        from clutch import _async

        def attempt():
            self.put_nowait(obj, unbounditems=unbounditems)

        return await _async.call_when_possible(attempt, QueueFull, _clutch.doorbell_at_place, self)

    async def get_async(self):
        """Return the oldest item and take it off the queue; while there is none, the coroutine waits, and no thread.

        A coroutine that is cancelled takes nothing.
        """
        from clutch import _async

        return await _async.call_when_possible(self.get_nowait, QueueEmpty, _clutch.doorbell_at_item, self)

    def shutdown(self, immediate=False):
        """Take no more items, as ``queue.Queue.shutdown`` does. Harmless when repeated.

        ``put`` raises QueueShutDown from now on, and so does ``get`` when the queue is empty; iterations
        end. immediate: drop the items that are in the queue.
        """
        _clutch.queue_shutdown(self._id, bool(immediate))

    def __iter__(self):
        """Yield items, waiting for each, until the queue is shut down and empty."""
        while True:
            try:
                item = self.get()
            except QueueShutDown:
                return
            yield item

    def statistics(self):
        """Return a dict: size, put and got (ever), getters_waiting and putters_waiting (threads), shut_down."""
        return dict(zip(_STATISTICS, _clutch.queue_statistics(self._id), strict=True))


serve(Queue, "_takes_all", put="queue_put", put_nowait="queue_put_nowait")
serve(Queue, "_id", get="queue_get", get_nowait="queue_get_nowait")

_STATISTICS = "size", "put", "got", "getters_waiting", "putters_waiting", "shut_down"


def _seconds(block, timeout):
    """Return what to wait: seconds, or None for ever."""
    if not block:
        return 0
    if timeout is not None and timeout < 0:
        raise ValueError(f"timeout value must be non-negative, not {timeout!r}")
    return timeout


values.register_shareable(Queue, "queue", Queue._send, Queue._received)
values.register_kind("unbound", lambda state: UNBOUND)
