"""Channels between interpreters: a sender may wait until what it sent was received.

A channel has two ends, which are objects of their own and can be sent to other interpreters, where they
arrive as ends of the same channel. Any number of interpreters, and of Java threads, may use each end.
Waiting sends and receives wake at once and react to Ctrl-C.

    recv, send = create()
    interpreter.call_in_thread(produce, send)
    for item in recv:
        ...

An interpreter holds an end from its first use on, until it ends. The channel closes when no interpreter
holds an end any more, and is destroyed when no object stands for it any more.
"""

import _clutch
import _interpchannels
from _interpchannels import (
    ChannelClosedError,
    ChannelEmptyError,
    ChannelError,
    ChannelNotEmptyError,
    ChannelNotFoundError,
)
from clutch._crossing import values
from clutch._listing import still_there
from concurrent.interpreters import _crossinterp
from concurrent.interpreters._queues import UNBOUND, UNBOUND_ERROR, UNBOUND_REMOVE

__all__ = [
    "UNBOUND",
    "UNBOUND_ERROR",
    "UNBOUND_REMOVE",
    "ChannelClosedError",
    "ChannelEmptyError",
    "ChannelError",
    "ChannelNotEmptyError",
    "ChannelNotFoundError",
    "ItemInterpreterDestroyed",
    "RecvChannel",
    "SendChannel",
    "create",
    "list_all",
]


class ItemInterpreterDestroyed(ChannelError, _crossinterp.ItemInterpreterDestroyed):
    """The interpreter that sent this item ended before it was received."""


_CODES = {UNBOUND_REMOVE: 1, UNBOUND_ERROR: 2, UNBOUND: 3}
_CONSTANTS = {code: constant for constant, code in _CODES.items()}
_AS_THE_CHANNEL = 0
_NOT_GIVEN = object()


def _code(unbounditems):
    try:
        return _CODES[unbounditems]
    except (KeyError, TypeError):
        raise TypeError(
            f"unsupported unbounditems {unbounditems!r}: use UNBOUND, UNBOUND_ERROR or UNBOUND_REMOVE"
        ) from None


def create(*, unbounditems=UNBOUND):
    """Return the two ends of a new channel: ``(RecvChannel, SendChannel)``.

    unbounditems: what becomes of an item whose interpreter ends before it is received; see
    ``SendChannel.send``.
    """
    cid = _interpchannels.create(_code(unbounditems))
    return RecvChannel(cid), SendChannel(cid)


def list_all():
    """Return ``[(RecvChannel, SendChannel), ...]`` of all channels that can be used, oldest first."""
    listed = _interpchannels.list_all()
    ends = still_there(lambda info: (RecvChannel(info[0]), SendChannel(info[0])), listed, ChannelNotFoundError)
    return [(recv, send) for recv, send in ends if not recv.is_closed]


class _End:
    """What both ends have in common."""

    __slots__ = ("_id",)

    def __new__(cls, id, /):
        self = super().__new__(cls)
        self._id = _interpchannels._channel_id(int(id) if isinstance(id, _interpchannels.ChannelID) else id)
        return self

    def _send(self):
        """Return what crosses in place of the end; the channel stays there until it is received."""
        _clutch.channel_handle_sent(self.id)
        return self.id

    @classmethod
    def _received(cls, id):
        self = cls(id)
        _clutch.channel_handle_received(id)
        return self

    def __repr__(self):
        return f"{type(self).__name__}({self.id})"

    def __eq__(self, other):
        return self.id == other.id if type(other) is type(self) else NotImplemented

    def __hash__(self):
        return hash(self._id)

    def __reduce__(self):
        return type(self), (self.id,)

    def __enter__(self):
        return self

    @property
    def id(self):
        """The number that names the channel in every interpreter; its other end has the same."""
        return int(self._id)

    def statistics(self):
        """Return a dict: size (items to be received), senders and receivers (interpreters that hold the end), closing, closed.

        Java code that holds an end counts as one interpreter.
        """
        info = self._info()
        return {
            "size": info.count,
            "senders": info.num_interp_send + info.num_interp_both + info.num_interp_both_recv_released,
            "receivers": info.num_interp_recv + info.num_interp_both + info.num_interp_both_send_released,
            "closing": info.closing,
            "closed": info.closed,
        }

    def _info(self):
        return _interpchannels.get_info(self._id)


class RecvChannel(_End):
    """The end of a channel where items come out. Safe for use by many threads.

    As an iterator it waits for each item, and ends when the channel is closed. As a context manager it
    closes the channel at the end of the block, and drops what was not received.
    """

    __slots__ = ()
    _selected_as = "recv_channel"

    @property
    def is_closed(self):
        """Whether nothing can be received any more."""
        try:
            return self._info().closed
        except ChannelNotFoundError:
            return True

    def recv(self, timeout=None):
        """Return the oldest item and take it out of the channel, waiting while there is none.

        timeout: seconds, a float; then TimeoutError is raised.
        Raises ChannelClosedError if the channel is closed, or is closed during the wait.
        """
        try:
            return self._take(_interpchannels._seconds(True, timeout))
        except ChannelEmptyError:
            raise TimeoutError(f"nothing was sent through channel {self.id} in {timeout} s") from None

    def recv_nowait(self, default=_NOT_GIVEN):
        """Return the oldest item and take it out of the channel.

        If there is none, return the default or raise ChannelEmptyError.
        """
        try:
            return self._take(0)
        except ChannelEmptyError:
            if default is _NOT_GIVEN:
                raise
            return default

    def _take(self, seconds):
        item, unbound = _clutch.channel_recv(self.id, seconds)
        if unbound is None:
            return item
        if _CONSTANTS[unbound] is UNBOUND_ERROR:
            raise ItemInterpreterDestroyed(f"the interpreter that sent this item through channel {self.id} is gone")
        return UNBOUND

    def __iter__(self):
        return self

    def __next__(self):
        try:
            return self.recv()
        except ChannelClosedError:
            raise StopIteration from None

    def close(self, *, force=False):
        """Close the channel for everyone. Harmless when repeated.

        force: drop what was not received; else ChannelNotEmptyError is raised if there is something.
        Whoever waits in a send or a receive gets a ChannelClosedError.
        """
        _close(self, recv=True, force=force)

    def __exit__(self, *exc_info):
        self.close(force=True)


class SendChannel(_End):
    """The end of a channel where items go in. Safe for use by many threads.

    As a context manager it is closed at the end of the block.
    """

    __slots__ = ()

    @property
    def is_closed(self):
        """Whether nothing can be sent any more."""
        try:
            return not self._info().open
        except ChannelNotFoundError:
            return True

    @property
    def unbounditems(self):
        """What becomes of items whose interpreter ends, unless ``send`` said otherwise.

        None for a channel that Java made: it keeps them.
        """
        return _CONSTANTS.get(_clutch.channel_defaults(self.id)[0])

    def send(self, obj, timeout=None, *, unbounditems=None):
        """Send a copy of the object and wait until it was received.

        timeout: seconds, a float; then the item is withdrawn and TimeoutError raised. So it is on Ctrl-C.
        unbounditems: what becomes of the item if this interpreter ends before it is received: UNBOUND,
        UNBOUND_ERROR or UNBOUND_REMOVE; by default what the channel was made with.
        Raises NotShareableError if the object cannot be sent, and ChannelClosedError if this end is
        closed, or the channel is closed before the item was received.
        """
        unbound = _AS_THE_CHANNEL if unbounditems is None else _code(unbounditems)
        seconds = _interpchannels._seconds(True, timeout)
        if not _clutch.channel_send(self.id, obj, seconds, unbound):
            raise TimeoutError(f"nobody received from channel {self.id} in {timeout} s")

    def send_nowait(self, obj, *, unbounditems=None):
        """Send a copy of the object and return at once."""
        unbound = _AS_THE_CHANNEL if unbounditems is None else _code(unbounditems)
        _clutch.channel_send_nowait(self.id, obj, unbound)

    def send_buffer(self, obj, timeout=None, *, unbounditems=None):
        """Send a memoryview of the object: sender and receiver see the same memory. Else as ``send``."""
        self.send(memoryview(obj), timeout, unbounditems=unbounditems)

    def send_buffer_nowait(self, obj, *, unbounditems=None):
        """Send a memoryview of the object as ``send_buffer`` does, and return at once."""
        self.send_nowait(memoryview(obj), unbounditems=unbounditems)

    def close(self):
        """Close this end for everyone; what was sent can still be received. Harmless when repeated."""
        _close(self, send=True)

    def __exit__(self, *exc_info):
        self.close()


def _close(end, **how):
    try:
        _interpchannels.close(end._id, **how)
    except (ChannelClosedError, ChannelNotFoundError):
        pass


for _cls, _kind in (SendChannel, "send_channel"), (RecvChannel, "recv_channel"):
    values.register_shareable(_cls, _kind, _cls._send, _cls._received)
