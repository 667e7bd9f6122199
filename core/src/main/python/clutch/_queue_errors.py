"""The exceptions of queues that need the module ``queue``."""

import queue

from clutch._errors import QueueError


class QueueEmpty(QueueError, queue.Empty):
    """No item came in time."""


class QueueFull(QueueError, queue.Full):
    """No place came free in time."""


class QueueShutDown(QueueError, getattr(queue, "ShutDown", Exception)):
    """The queue was shut down: it takes no items, or there are none left."""


class CrossInterpreterItemDestroyed(Exception):
    """The interpreter that sent this item ended before it was taken."""


class ItemInterpreterDestroyed(QueueError, CrossInterpreterItemDestroyed):
    """The interpreter that put this item ended before it was taken."""


# Where users know them from, in tracebacks and pickles.
CrossInterpreterItemDestroyed.__name__ = CrossInterpreterItemDestroyed.__qualname__ = "ItemInterpreterDestroyed"
CrossInterpreterItemDestroyed.__module__ = "concurrent.interpreters._crossinterp"
for _cls in (QueueEmpty, QueueFull, QueueShutDown, ItemInterpreterDestroyed):
    _cls.__module__ = "concurrent.interpreters._queues"
