"""The low level of channels, as CPython's module of this name offers it; served by Java.

``clutch.channels`` is the public level. A channel is named by a ChannelID, or by a plain int.
"""

import operator as _operator

import _clutch
from clutch._crossing import functions as _functions, values as _values


class ChannelError(RuntimeError):
    """A channel could not do what was asked of it."""


class ChannelNotFoundError(ChannelError):
    """There is no channel with that id, or nobody refers to it any more."""


class ChannelClosedError(ChannelError):
    """The channel, or the end of it that was used, is closed."""


class ChannelEmptyError(ChannelError):
    """There is nothing to be received."""


class ChannelNotEmptyError(ChannelError):
    """The channel cannot be closed without losing what is in it."""


_BOTH, _SEND, _RECV = "both", "send", "recv"
_LARGEST = 2**63 - 1
_NOT_GIVEN = object()


class ChannelID:
    """Names a channel, or one end of it; may be used as an int.

    A channel is destroyed when no interpreter has a ChannelID of it any more.
    """

    __slots__ = ("_id", "_end", "_resolve", "_counted")

    def __new__(cls, *args, **kwargs):
        raise TypeError(f"cannot create '{cls.__module__}.{cls.__qualname__}' instances")

    @classmethod
    def _make(cls, id, end, *, force=False, resolve=False):
        self = object.__new__(cls)
        self._id, self._end, self._resolve, self._counted = id, end, resolve, False
        try:
            _clutch.channel_incref(id)
            self._counted = True
        except ChannelNotFoundError:
            if not force:
                raise
        return self

    def __del__(self, *, _host=_clutch):
        decref = _host.channel_decref  # None at the very end, which drops all references
        if decref and getattr(self, "_counted", False):
            self._counted = False
            decref(self._id)

    @property
    def end(self):
        """'send', 'recv' or 'both'."""
        return self._end

    @property
    def send(self):
        """A ChannelID of the channel's send end."""
        return self._make(self._id, _SEND, force=True, resolve=self._resolve)

    @property
    def recv(self):
        """A ChannelID of the channel's receive end."""
        return self._make(self._id, _RECV, force=True, resolve=self._resolve)

    def __int__(self):
        return self._id

    __index__ = __int__

    def __str__(self):
        return str(self._id)

    def __repr__(self):
        end = "" if self._end == _BOTH else f", {self._end}=True"
        return f"{type(self).__name__}({self._id}{end})"

    def __hash__(self):
        return hash(self._id)

    def __eq__(self, other):
        if isinstance(other, ChannelID):
            return self._id == other._id and self._end == other._end
        if any(hasattr(other, name) for name in ("__index__", "__int__", "__float__", "__complex__")):
            return self._id == other
        return NotImplemented

    def __reduce_ex__(self, protocol):
        raise TypeError(f"cannot pickle '{type(self).__module__}.{type(self).__qualname__}' object")


class ChannelInfo(tuple):
    """A channel's state: a tuple of the fields up to ``num_interp_recv_released``, with more attributes."""

    n_fields, n_sequence_fields, n_unnamed_fields = 16, 8, 0
    __match_args__ = (
        "open",
        "closing",
        "closed",
        "count",
        "num_interp_send",
        "num_interp_send_released",
        "num_interp_recv",
        "num_interp_recv_released",
    )
    _FURTHER = (
        "num_interp_both",
        "num_interp_both_released",
        "num_interp_both_send_released",
        "num_interp_both_recv_released",
        "send_associated",
        "send_released",
        "recv_associated",
        "recv_released",
    )

    def __new__(cls, sequence, further=None, /):
        fields = tuple(sequence)
        if not cls.n_sequence_fields <= len(fields) <= cls.n_fields:
            raise TypeError(f"ChannelInfo() takes a sequence of 8 to 16 fields, not of {len(fields)}")
        self = super().__new__(cls, fields[: cls.n_sequence_fields])
        vars(self).update(dict.fromkeys(cls._FURTHER))
        vars(self).update(zip(cls._FURTHER, fields[cls.n_sequence_fields :]))
        vars(self).update(further or {})
        return self

    def __repr__(self):
        fields = ", ".join(f"{name}={value!r}" for name, value in zip(self.__match_args__, self))
        return f"{type(self).__module__}.{type(self).__qualname__}({fields})"

    def __setattr__(self, name, value):
        raise AttributeError("readonly attribute")

    def __reduce__(self):
        return type(self), (tuple(self), dict(vars(self)))

    def __replace__(self, /, **changes):
        fields = dict(zip(self.__match_args__, self)) | vars(self) | changes
        if len(fields) > self.n_fields:
            raise TypeError(f"unknown fields of a ChannelInfo: {', '.join(fields.keys() - set(self._names()))}")
        return type(self)(fields.values())

    @classmethod
    def _names(cls):
        return cls.__match_args__ + cls._FURTHER


for _index, _name in enumerate(ChannelInfo.__match_args__):
    setattr(ChannelInfo, _name, property(_operator.itemgetter(_index)))


_DEFAULT = -1  # of an unbound op or a fallback: what the channel was made with
_AS_THE_CHANNEL = 0
_REPLACE = 3


def _unbound(code, default):
    code = _operator.index(code)
    if code < 0:
        return default
    if code not in (1, 2, 3):
        raise ValueError(f"unsupported unboundop {code}: it is 1 (remove), 2 (error) or 3 (replace)")
    return code


def _pickles(fallback, default):
    """Return whether objects that do not cross by value may be pickled."""
    fallback = _operator.index(fallback)
    if fallback < 0:
        return default
    if fallback not in (0, 1):
        raise ValueError(f"unsupported fallback {fallback}: it is 0 (none) or 1 (pickle)")
    return fallback == 1


def _id_and_end(cid):
    if isinstance(cid, ChannelID):
        return cid._id, cid._end
    if not hasattr(type(cid), "__index__"):
        raise TypeError(f"a channel ID must be an int, not {type(cid).__name__}")
    id = _operator.index(cid)
    if abs(id) > _LARGEST:
        raise OverflowError(f"a channel ID has 63 bits, {id} is too big")
    if id < 0:
        raise ValueError(f"a channel ID must not be negative, got {id}")
    return id, _BOTH


def _id(cid):
    return _id_and_end(cid)[0]


def _seconds(blocking, timeout):
    """Return how long to wait: seconds, or None for ever."""
    if timeout is None:
        return None if blocking else 0
    if not blocking:
        raise ValueError("a call that does not block takes no timeout")
    if isinstance(timeout, (str, bytes, bytearray)):
        raise TypeError(f"a timeout must be a number of seconds, not {type(timeout).__name__}")
    seconds = float(timeout)
    if seconds < 0:
        raise ValueError(f"a timeout must not be negative, got {timeout!r}")
    return seconds


def create(unboundop=_DEFAULT, fallback=_DEFAULT):
    """Make a channel and return its ChannelID.

    unboundop: what becomes of an item whose interpreter ends before it is received: 1 it vanishes,
    2 and 3 it is received as ``(None, unboundop)``; 3 by default.
    fallback: 1 to pickle what does not cross by value, which is the default, 0 to refuse it.
    """
    return ChannelID._make(_clutch.channel_create(_unbound(unboundop, _REPLACE), _pickles(fallback, True)), _BOTH)


def destroy(cid):
    """Close the channel and forget that there was one."""
    _clutch.channel_destroy(_id(cid))


def list_all():
    """Return ``[(ChannelID, unboundop, fallback), ...]`` of all channels, also closed ones, oldest first."""
    found = []
    for id in _clutch.channel_list():
        try:
            cid = ChannelID._make(id, _BOTH)
            unboundop, pickles = _clutch.channel_defaults(id)
        except ChannelNotFoundError:  # destroyed meanwhile
            continue
        found.append((cid, unboundop, int(pickles)))
    return found


def list_interpreters(cid, *, send):
    """Return the ids of the interpreters that hold the send end, or else the receive end."""
    return _clutch.channel_interpreters(_id(cid), bool(send))


def send(cid, obj, unboundop=_DEFAULT, fallback=_DEFAULT, *, blocking=True, timeout=None):
    """Send a copy of the object; unless told otherwise, wait until it was received.

    timeout: seconds; then the item is withdrawn and TimeoutError raised.
    """
    id = _id(cid)
    unboundop = _unbound(unboundop, _AS_THE_CHANNEL)
    seconds = _seconds(blocking, timeout)
    pickles = _pickles(fallback, None)
    if pickles is None:
        _, pickles = _clutch.channel_defaults(id)
    if not pickles:
        _values.require_shareable(obj)
    if not blocking:
        _clutch.channel_send_nowait(id, obj, unboundop)
    elif not _clutch.channel_send(id, obj, seconds, unboundop):
        raise TimeoutError(f"nobody received from channel {id} in {timeout} s")


def send_buffer(cid, obj, unboundop=_DEFAULT, fallback=_DEFAULT, *, blocking=True, timeout=None):
    """Send a memoryview of the object; else as ``send``."""
    send(cid, memoryview(obj), unboundop, fallback, blocking=blocking, timeout=timeout)


def recv(cid, default=_NOT_GIVEN):
    """Return ``(obj, None)`` with the oldest item, or ``(None, unboundop)`` if its interpreter ended.

    Does not wait: if there is none, return ``(default, None)`` or raise ChannelEmptyError.
    """
    try:
        return _clutch.channel_recv(_id(cid), 0)
    except ChannelEmptyError:
        if default is _NOT_GIVEN:
            raise
        return default, None


def close(cid, *, send=False, recv=False, force=False):
    """Close the channel for all interpreters.

    A channel that is not empty is closed only by force, which drops what is in it. With ``send`` alone,
    its send end is closed at once and the rest when it is empty; else ChannelNotEmptyError is raised.
    """
    _clutch.channel_close(_id(cid), bool(send), bool(recv), bool(force))


def release(cid, *, send=False, recv=False, force=False):
    """Give one end up, or both, on behalf of this interpreter and for good.

    The channel closes when no interpreter holds an end any more. ``force`` changes nothing.
    """
    both = not send and not recv
    _clutch.channel_release(_id(cid), bool(send) or both, bool(recv) or both)


def get_count(cid):
    """Return the number of items in the channel."""
    return _clutch.channel_count(_id(cid))


def get_info(cid):
    """Return a ChannelInfo of the channel as this interpreter sees it."""
    return ChannelInfo(_clutch.channel_info(_id(cid)))


def get_channel_defaults(cid):
    """Return the ``(unboundop, fallback)`` that the channel was made with."""
    id = _id(cid)
    _clutch.channel_count(id)  # raises the error of a closed channel
    unboundop, pickles = _clutch.channel_defaults(id)
    return unboundop, int(pickles)


def _channel_id(id, *, send=_NOT_GIVEN, recv=_NOT_GIVEN, force=False, _resolve=False):
    """Return a ChannelID for an int or another ChannelID, of one end or both.

    force: also if there is no such channel.
    _resolve: sent to another interpreter, it arrives there as an object of the end's own class.
    """
    id, end = _id_and_end(id)
    if send is not _NOT_GIVEN and recv is not _NOT_GIVEN and not send and not recv:
        raise ValueError("'send' and 'recv' cannot both be False")
    sends = send is not _NOT_GIVEN and bool(send)
    receives = recv is not _NOT_GIVEN and bool(recv)
    if sends or receives:
        end = _BOTH if sends and receives else _SEND if sends else _RECV
    return ChannelID._make(id, end, force=bool(force), resolve=bool(_resolve))


# How ChannelIDs cross, and the objects of higher levels that stand for an end.

_end_types = {}
_USUAL_END_TYPES = {_SEND: "clutch.channels:SendChannel", _RECV: "clutch.channels:RecvChannel"}


def _register_end_types(send, recv):
    """Let the ends of a higher level cross: classes that are called with a ChannelID and keep it as ``_id``."""
    for end, cls in ((_SEND, send), (_RECV, recv)):
        if not isinstance(cls, type):
            raise TypeError(f"expected a type for {end!r}, not {cls!r}")
    for cls in _end_types.values():
        _values.unregister(cls)
    for end, cls in ((_SEND, send), (_RECV, recv)):
        _end_types[end] = cls
        _values.register_shareable(cls, "channel_end", _reduce_end, _restore_end)


def _reduce_end(obj):
    cls = type(obj)
    return obj._id._id, obj._id._end, f"{cls.__module__}:{cls.__qualname__}"


def _restore_end(state):
    id, end, cls = state
    return _functions.find_by_name(cls)(ChannelID._make(id, end))


def _reduce_id(cid):
    return cid._id, cid._end, cid._resolve


def _restore_id(state):
    id, end, resolve = state
    cid = ChannelID._make(id, end)
    return _end_type(end)(cid) if resolve and end != _BOTH else cid


def _end_type(end):
    return _end_types.get(end) or _functions.find_by_name(_USUAL_END_TYPES[end])


_values.register_kind("channel_end", _restore_end)
_values.register_shareable(ChannelID, "channel_id", _reduce_id, _restore_id)
