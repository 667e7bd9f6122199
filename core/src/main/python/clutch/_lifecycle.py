"""Interpreters that are made in advance."""

import _clutch
from clutch._paths import search_path


def keep_spares(count, *, preload=(), wait=False):
    """Keep so many interpreters in reserve, which ``interpreters.create()`` and pools take in no time.

    count: how many; when one is taken, another one is made in the background. With 0 those that are there are closed.
    preload: the names of modules that they import when they are made.
    wait: until they are made; RuntimeError if that is impossible.
    """
    names, path = module_names(preload), search_path()
    _clutch.spares_keep(count, names, path)
    if wait and _clutch.spares_await(names, path) < count:
        raise RuntimeError(f"interpreters that import {', '.join(names) or 'nothing'} cannot be made: see the log")


keep_spares.__module__ = "clutch"


def module_names(preload):
    """Return the names as a tuple of str, for Java."""
    if isinstance(preload, str):
        raise TypeError(f"preload must be a list of names, not {preload!r}")
    names = tuple(preload)
    for name in names:
        if not isinstance(name, str):
            raise TypeError(f"preload must be a list of names, but {name!r} is in it")
    return names
