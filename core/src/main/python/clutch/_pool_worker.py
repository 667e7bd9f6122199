"""What a pool runs in its interpreters. Called by Java."""

import _thread

from clutch._bootstrap import load_callable


def begin(name):
    """Name this thread for the operating system, as Python names its own where it can."""
    set_name = getattr(_thread, "set_name", None)
    if set_name is not None:
        set_name(name)


def call_each(function, calls):
    """Return a list with the result of the function, or of what it was dumped as, for each tuple of arguments."""
    if type(function) in (str, bytes, tuple):
        function = load_callable(function)
    return [function(*args) for args in calls]
