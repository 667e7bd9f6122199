"""What ``clutch doctor --extensions`` tells of an interpreter with a runtime of its own."""

import importlib
import sys

import _clutch


def extensions(names):
    """Import modules; return (module, error) of those that cannot be, and of each library what became of it.

    That is (path, path of what is loaded, why), for extension modules in the order in which they were loaded.
    """
    failures = []
    for name in names:
        try:
            importlib.import_module(name)
        except Exception as error:
            failures.append((name, f"{type(error).__name__}: {error}"))
    return failures, _clutch.private_decisions(), _followed(), _clutch.mapped_areas(), _clutch.static_tls()


def _followed():
    return [(kind, module, name) for kind, module, name in _clutch.extension_rules() if module in sys.modules]
