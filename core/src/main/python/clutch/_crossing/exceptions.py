"""Snapshots of exceptions."""

import traceback


def capture(exc):
    """Return type name, qualified name and module, message, and the whole traceback, all of them str."""
    cls = type(exc)
    return cls.__name__, cls.__qualname__, str(cls.__module__), _message(exc), _text(exc)


def _message(exc):
    try:
        return exc._message_alone() if hasattr(exc, "_message_alone") else str(exc)
    except Exception as error:
        return f"<the message could not be made: {type(error).__name__}>"


def _text(exc):
    try:
        return "".join(traceback.format_exception(exc)).rstrip("\n")
    except Exception as error:
        return f"<the traceback could not be made: {type(error).__name__}>"
