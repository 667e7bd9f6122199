"""Has Java read what this interpreter writes to ``sys.stdout`` or ``sys.stderr``; see Java's ``Output``."""

import io
import os
import sys

import _clutch

_DESCRIPTORS = {"stdout": 1, "stderr": 2}
_captured = {}


class _Raw(io.RawIOBase):
    """Writes to Java, or to the process's own stream if nobody reads there any more."""

    def __init__(self, stream):
        self._stream = stream
        self.loses = False
        self.name = f"<{stream}>"

    def writable(self):
        """Return True."""
        return True

    def write(self, data):
        """Write all of it. Blocks as long as Java code does."""
        data = bytes(data)
        if self.loses:
            return len(data)
        if _clutch.output_write(self._stream, data):
            return len(data)
        return os.write(_DESCRIPTORS[self._stream], data)


def flush(stream):
    """Write what is in the buffer of a captured stream; what cannot be written is lost."""
    text = _captured.get(stream)
    if text is None:
        return
    try:
        text.flush()
    except BaseException:
        _empty(text)
        raise


def _empty(text):
    raw = text.buffer.raw
    raw.loses = True
    try:
        text.flush()
    finally:
        raw.loses = False


def capture(stream):
    """Have Java read the stream from now on."""
    if stream not in _captured:
        _captured[stream] = io.TextIOWrapper(
            io.BufferedWriter(_Raw(stream)), "utf-8", "backslashreplace", newline="\n", line_buffering=True
        )
    setattr(sys, stream, _captured[stream])


def inherit(stream):
    """Have the stream be the process's again."""
    try:
        flush(stream)
    finally:
        if stream in _captured:
            setattr(sys, stream, getattr(sys, f"__{stream}__"))


def finish():
    """Write all that is in buffers; what comes later goes to the process's streams."""
    for stream in sorted(_captured, reverse=True):  # stdout first, for its failure is told to stderr
        try:
            inherit(stream)
        except Exception as error:
            sys.excepthook(type(error), error, error.__traceback__)
