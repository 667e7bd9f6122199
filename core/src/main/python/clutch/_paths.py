"""What interpreters import from: each starts with the path of its creator."""

import sys


def search_path():
    """Return this interpreter's ``sys.path`` as a tuple of str, which is all of it that imports look at."""
    return tuple(folder for folder in sys.path if isinstance(folder, str))
