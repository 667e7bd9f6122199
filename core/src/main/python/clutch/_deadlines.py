"""Calls in an interpreter that have a deadline."""

import builtins

import _clutch


class Timed:
    """An interpreter whose calls have a deadline; see ``Interpreter.within``."""

    __slots__ = ("_interpreter", "_seconds")

    def __init__(self, interpreter, seconds):
        if not isinstance(seconds, (int, float)):
            raise TypeError(f"expected a number of seconds, got {seconds!r}")
        if not seconds >= 0:
            raise ValueError(f"a timeout must not be negative or nan, got {seconds!r}")
        self._interpreter = interpreter
        self._seconds = seconds
        if _clutch.interpreter_is_hosted(interpreter.id):
            _clutch.interpreter_rehearse(interpreter.id, seconds)

    def __repr__(self):
        return f"{self._interpreter!r}.within({self._seconds!r})"

    def exec(self, code, /):
        """As ``Interpreter.exec``. Raises TimeoutError if the code has not ended at its deadline."""
        self._interpreter._exec(code, self._seconds)

    def call(self, callable, /, *args, **kwargs):
        """As ``Interpreter.call``. Raises TimeoutError if the function has not ended at its deadline."""
        if not builtins.callable(callable):
            raise TypeError(f"expected a callable, got {callable!r}")
        return self._interpreter._call(callable, args, kwargs, self._seconds)
