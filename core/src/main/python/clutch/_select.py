"""Waiting for several queues and channels at once."""

import _clutch


def named(source):
    """Return what names a source to Java: an object that crossed would be on its way to a receiver."""
    kind = getattr(source, "_selected_as", None)
    return source if kind is None else (kind, source.id)


def select(*sources, timeout=None):
    """Take an item from whichever source has one first; return ``(source, item)``.

    sources: queues, and receiving ends of channels. If several have items, one is chosen by chance.
    timeout: seconds, a float; then TimeoutError is raised, and nothing was taken.
    Raises what ``get`` or ``recv`` would if a source is closed, or shut down and empty. Blocks; reacts to
    Ctrl-C. Safe for use by many threads.
    """
    taken = _clutch.select(timeout, *map(named, sources))
    if taken is None:
        raise TimeoutError(f"none of {len(sources)} sources had an item in {timeout} s")
    index, item = taken
    return sources[index], item


select.__module__ = "clutch"
