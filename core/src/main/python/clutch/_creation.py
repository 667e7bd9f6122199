"""Interpreters at another level of isolation, restricted, or metered, as those of ``concurrent.interpreters`` are not."""

import os
from concurrent import interpreters

import _clutch
import _interpreters


def create(
    config="isolated",
    *,
    isolation=None,
    readable=None,
    writable=None,
    network=True,
    processes=True,
    recursion_limit=None,
    memory_budget=None,
    metered=False,
):
    """Return a new interpreter, a ``concurrent.interpreters.Interpreter``, as the arguments say.

    config: what CPython can restrict, such as threads: a preset's name or an ``_interpreters.new_config()``.
    isolation: "own-gil"; "own-runtime" for one in which every extension module works, beside those of all others; or
        None for the level that the process was started with.
    readable: files and folders that code in it may read, each with all that is below it; None for all. What can be
        imported can always be read.
    writable: what it may change, and read; None for all, or for nothing if ``readable`` is given.
    network: whether it may connect, bind and send from sockets, and look names up.
    processes: whether it may run programs and send signals.
    recursion_limit: how deep Python calls may nest, 50 or more.
    memory_budget: how many bytes its small objects may take before it gets a MemoryError. Not counted are objects of
        more than 512 bytes, and what C libraries take.
    metered: whether ``clutch.statistics`` is to know its CPU time and memory, which makes calls one to two µs slower.

    What is denied raises PermissionError. This is a guard rail, not a sandbox: code that wants to get around it can.
    Interpreters that a restricted one makes are restricted in the same way, and it may run code in no others.
    Takes 10 to 40 ms. Raises ValueError for a limit that is too small or an unknown level, and InterpreterError if it
    cannot be made.
    """
    access = _access(readable, writable, network, processes)
    restrictions = access, recursion_limit, memory_budget
    if restrictions == (None, None, None):
        restrictions = None
    id = _interpreters._create(config, True, restrictions, bool(metered), isolation)
    return interpreters.Interpreter(id, _ownsref=True)


def statistics(interpreter=None):
    """Return a dict of numbers about an interpreter, by default this one, as of this moment. Returns at once.

    entries: how often a thread has entered it, for a call, to run code, or to look a function up.
    threads: how many threads are in it, running or waiting; of those that it has started itself, only such as have
        called Java, unless it is metered.
    cpu_time: the seconds of CPU time that threads have used while attached to it; None if it is not metered.
    memory: how many bytes it has for its small objects; None if it is not metered and has no budget.
    """
    return _clutch.interpreter_statistics(_clutch.id if interpreter is None else interpreter.id)


create.__module__ = statistics.__module__ = "clutch"


def _access(readable, writable, network, processes):
    if readable is None and writable is None and network and processes:
        return None
    if writable is None:
        writable = ["/"] if readable is None else []
    return _paths(["/"] if readable is None else readable), _paths(writable), bool(network), bool(processes)


def _paths(paths):
    if isinstance(paths, (str, bytes, os.PathLike)):
        raise TypeError(f"expected a list of paths, got {paths!r}")
    return [os.path.abspath(os.fsdecode(path)) for path in paths]
