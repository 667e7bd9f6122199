"""Prints this Python's executable and version, and then which of the given test modules it lacks.

    find_suites.py MODULE...

The modules are looked for as files: importing their packages would already run code of theirs.
"""

import importlib.util
import os
import platform
import sys


def exists(module):
    """Whether there is a module or package of that name."""
    top, *rest = module.split(".")
    spec = importlib.util.find_spec(top)
    if spec is None or not rest:
        return spec is not None
    places = [os.path.join(folder, *rest) for folder in spec.submodule_search_locations or ()]
    return any(os.path.exists(place + ".py") or os.path.isdir(place) for place in places)


print(sys.executable, platform.python_version(), *(m for m in sys.argv[1:] if not exists(m)), sep="\n")
