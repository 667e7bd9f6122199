"""Calls in an interpreter that have a deadline."""

import builtins

import _clutch


class Timed:
    """An interpreter whose calls have a deadline; see ``Interpreter.within``."""

    __slots__ = ("_interpreter", "_seconds", "_times")

    def __init__(self, interpreter, seconds, grace):
        for time in seconds, grace:
            if not isinstance(time, (int, float)):
                raise TypeError(f"expected a number of seconds, got {time!r}")
            if not time >= 0:
                raise ValueError(f"a timeout must not be negative or nan, got {time!r}")
        self._interpreter = interpreter
        self._seconds = seconds
        self._times = seconds, float(grace)
        if _clutch.interpreter_is_hosted(interpreter.id):
            _clutch.interpreter_rehearse(interpreter.id, seconds)

    def __repr__(self):
        return f"{self._interpreter!r}.within({self._seconds!r})"

    def exec(self, code, /):
        """As ``Interpreter.exec``. Raises TimeoutError if the code has not ended at its deadline."""
        self._interpreter._exec(code, self._times)

    def call(self, callable, /, *args, **kwargs):
        """As ``Interpreter.call``. Raises TimeoutError if the function has not ended at its deadline."""
        if not builtins.callable(callable):
            raise TypeError(f"expected a callable, got {callable!r}")
        return self._interpreter._call(callable, args, kwargs, self._times)
