"""What some packages need in an interpreter with a runtime of its own; which, is in Java's ``rules.txt``."""

import os
import threading

import _clutch


def symbols(module, name):
    """Tell a module where this runtime's functions and variables are: it would find those of another one.

    name: its function of a name and an address.
    """
    import ctypes

    add = getattr(module, name)
    for symbol in _clutch.private_symbols():
        add(symbol, ctypes.addressof(ctypes.c_char.in_dll(ctypes.pythonapi, symbol)))


def processes(module, name):
    """Have an event loop start processes as asyncio does: children that its C library forks may hang.

    name: the class of the loop.
    """
    from asyncio.base_events import BaseEventLoop

    loop = getattr(module, name)
    loop.subprocess_exec = BaseEventLoop.subprocess_exec
    loop.subprocess_shell = BaseEventLoop.subprocess_shell
    loop._log_subprocess = BaseEventLoop._log_subprocess
    loop._debug = getattr(loop, "_debug", False)
    loop._make_subprocess_transport = _start_process


async def _start_process(loop, protocol, args, shell, stdin, stdout, stderr, bufsize, extra=None, **options):
    """Start a process by Python's own means, which run no fork handlers, and wait for it in a thread."""
    from asyncio.unix_events import _UnixSubprocessTransport as Transport

    connected = loop.create_future()
    streams = stdin, stdout, stderr
    transport = Transport(loop, protocol, args, shell, *streams, bufsize, waiter=connected, extra=extra, **options)
    threading.Thread(target=_await_end, args=(loop, transport, transport.get_pid()), daemon=True).start()
    try:
        await connected
    except BaseException:
        transport.close()
        await transport._wait()
        raise
    return transport


def _await_end(loop, transport, pid):
    try:
        code = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
    except ChildProcessError:
        code = 255  # somebody else has waited for it, as asyncio says then too
    if not loop.is_closed():
        loop.call_soon_threadsafe(transport._process_exited, code)
