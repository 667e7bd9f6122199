"""Lets waits for sockets, and for what a selector looks at, be interrupted; see ``_waits``.

Each thread that waits so has an alarm, a pipe into which Java writes when it interrupts the thread, or somebody else
does so by Java's ``Thread.interrupt``; what waits for a socket waits for the alarm too. It then looks no further: the
interrupt strikes when it is back in Python code.
"""

import os
import select
import time

import _clutch
import _thread
from clutch._replacements import Replacement, install, replace_methods

# Shorter waits end soon enough by themselves. In seconds.
_SHORT = 0.01

_here = _thread._local()
# The descriptors of all alarms.
_alarms = set()


class _Alarm:
    """What wakes one thread. An alarm that came too late for its own wait may wake the next one, in vain."""

    def __init__(self):
        self.descriptor, sink = os.pipe()
        os.set_blocking(self.descriptor, False)
        self._bell = _clutch.doorbell_open(sink)
        os.close(sink)  # Java has opened it for itself
        _clutch.interrupts_ring(self._bell)
        _alarms.add(self.descriptor)

    def quiet(self):
        """Forget what rang before. Return whether it can ring: not when Java has closed all, and begun anew."""
        try:
            rung = _clutch.doorbell_rung(self._bell)
        except ValueError:
            return False
        if rung:
            try:
                os.read(self.descriptor, 64)
            except BlockingIOError:
                pass
        return True

    def __enter__(self):
        """The thread is about to wait in C code."""
        _clutch.interrupts_watch(self._bell)
        return self

    def __exit__(self, *_):
        """It has waited: raise KeyboardInterrupt if Java code has interrupted it."""
        _clutch.interrupts_unwatch()

    def __del__(self, _host=_clutch, _close=os.close, _all=_alarms):
        bell = getattr(self, "_bell", None)
        if bell is not None:
            _host.doorbell_close(bell)
        descriptor = getattr(self, "descriptor", None)  # not if it was interrupted while it was made
        if descriptor is not None:
            _all.discard(descriptor)
            _close(descriptor)


def alarm():
    """Return the alarm of the calling thread, quiet."""
    found = getattr(_here, "alarm", None)
    if found is None or not found.quiet():
        found = _here.alarm = _Alarm()
    return found


def wait(sock, event):
    """Wait until the event may have come; for a socket that does not block, do nothing.

    Raises TimeoutError after the socket's timeout.
    """
    timeout = sock.gettimeout()
    if timeout != 0 and sock.fileno() >= 0:
        _wait(sock.fileno(), event, None if timeout is None else time.monotonic() + timeout)


def _wait(descriptor, event, end):
    poll = select.poll()
    poll.register(descriptor, event)
    if not poll.poll(0) and not poll.poll(None if end is None else max(0, end - time.monotonic()) * 1000):
        raise TimeoutError("timed out")


def guard_socket(socket):
    """Guard the methods of ``socket.socket`` that wait."""
    cls = socket.socket
    for name, flags in ("recv", 1), ("recv_into", 2), ("recvfrom", 1), ("recvfrom_into", 2), ("recvmsg", 2):
        _guard_transfer(socket, cls, name, select.POLLIN, flags)
    for name, flags in ("recvmsg_into", 2), ("send", 1), ("sendmsg", 2):
        event = select.POLLIN if name.startswith("recv") else select.POLLOUT
        _guard_transfer(socket, cls, name, event, flags)
    _guard_sendall(socket, cls)
    _guard_connect(socket, cls)
    real = cls._accept

    def _accept(self):
        wait(self, select.POLLIN)
        return real(self)

    cls._accept = _accept


def _guard_transfer(socket, cls, name, event, position):
    """``position`` is that of the flags among the arguments."""
    real = getattr(cls, name)

    def guarded(self, /, *args, **kwargs):
        flags = args[position] if len(args) > position else kwargs.get("flags", 0)
        if not (isinstance(flags, int) and flags & socket.MSG_DONTWAIT):
            wait(self, event)
        return real(self, *args, **kwargs)

    _replace(cls, name, guarded, real)


def _guard_sendall(socket, cls):
    real = cls.sendall
    send = socket._socket.socket.send

    def sendall(self, data, flags=0, /):
        timeout = self.gettimeout()
        if timeout == 0 or self.fileno() < 0 or isinstance(data, str):
            return real(self, data, flags)
        end = None if timeout is None else time.monotonic() + timeout
        with memoryview(data) as view, view.cast("B") as rest:
            sent = 0
            while True:
                _wait(self.fileno(), select.POLLOUT, end)
                try:
                    sent += send(self, rest[sent:], flags | socket.MSG_DONTWAIT)
                except BlockingIOError:
                    pass
                if sent >= len(rest):
                    return None

    _replace(cls, "sendall", sendall, real)


def _guard_connect(socket, cls):
    """A connection to a host that does not answer takes minutes to fail."""
    real = cls.connect
    connect_ex = socket._socket.socket.connect_ex

    def connect(self, address, /):
        timeout = self.gettimeout()
        if timeout == 0 or self.family not in (socket.AF_INET, socket.AF_INET6) or self.fileno() < 0:
            return real(self, address)
        self.settimeout(0)
        try:
            error = connect_ex(self, address)
        finally:
            self.settimeout(timeout)
        if error == _IN_PROGRESS:
            wait(self, select.POLLOUT)
            error = self.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR)
        if error:
            raise OSError(error, os.strerror(error))
        return None

    _replace(cls, "connect", connect, real)


def _replace(cls, name, guarded, real):
    guarded.__name__, guarded.__qualname__, guarded.__doc__ = name, f"{cls.__name__}.{name}", real.__doc__
    setattr(cls, name, guarded)


def _in_progress():
    import errno

    return errno.EINPROGRESS


_IN_PROGRESS = _in_progress()


def guard_ssl(ssl):
    """Guard the wait for the first bytes of an answer; what OpenSSL does with them is its own affair."""
    cls = ssl.SSLSocket
    real = cls.read

    def read(self, len=1024, buffer=None):
        if self._sslobj is not None and not self.pending():
            wait(self, select.POLLIN)
        return real(self, len, buffer)

    _replace(cls, "read", read, real)


class _Select(Replacement):
    """Waits on for others when an alarm came too late."""

    def __call__(self, rlist, wlist, xlist, timeout=None, /):
        if timeout is not None and timeout <= _SHORT:
            return self._real(rlist, wlist, xlist, timeout)
        rlist = list(rlist)
        end = None if timeout is None else time.monotonic() + timeout
        while True:
            left = None if end is None else max(0, end - time.monotonic())
            with alarm() as bell:
                readable, writable, broken = self._real([*rlist, bell.descriptor], wlist, xlist, left)
            readable = [ready for ready in readable if ready != bell.descriptor]
            if readable or writable or broken or (end is not None and time.monotonic() >= end):
                return readable, writable, broken


def guard_select(module):
    """Guard ``select.select``, and the objects that wait."""
    install(_Select, module, "select")
    if hasattr(module, "poll"):
        _guard_poll(type(module.poll()), module.POLLIN, 0.001)
    if hasattr(module, "epoll"):
        _guard_poll(module.epoll, module.EPOLLIN, 1)


def _guard_poll(cls, event, unit):
    """``unit`` is that of its timeouts, in seconds."""
    real = cls.poll

    def poll(self, timeout=None, *args, **kwargs):
        numeric = isinstance(timeout, (int, float))
        if (numeric and 0 <= timeout * unit <= _SHORT) or not (numeric or timeout is None):
            return real(self, timeout, *args, **kwargs)
        end = time.monotonic() + timeout * unit if numeric and timeout > 0 else None
        while True:
            left = timeout if end is None else max(0, end - time.monotonic()) / unit
            with alarm() as bell, _watching(self, bell.descriptor, event):
                found = real(self, left, *args, **kwargs)
            others = [ready for ready in found if ready[0] not in _alarms]
            if others or not found:
                return others

    replace_methods(cls, poll=poll)


class _watching:
    """Has a poll object look at a descriptor too, for a while; it may do so anyway."""

    def __init__(self, poll, descriptor, event):
        self._poll = poll
        self._descriptor = descriptor
        self._event = event

    def __enter__(self):
        try:
            self._poll.modify(self._descriptor, self._event)
            self._descriptor = None
        except FileNotFoundError:
            self._poll.register(self._descriptor, self._event)

    def __exit__(self, *_):
        if self._descriptor is not None:
            self._poll.unregister(self._descriptor)
