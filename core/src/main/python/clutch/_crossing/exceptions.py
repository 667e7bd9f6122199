"""Exceptions that cross: as snapshots, and whole where that is possible."""

import traceback

from clutch._errors import ExecutionFailed, Thrown, telling

_LONGEST_CHAIN = 32
_MOST_FRAMES = 1000
_LARGEST = 1024 * 1024
# What ``raise … from`` sets, also where a class has a property of that name.
_cause = BaseException.__cause__


def capture(exc):
    """Return type name, qualified name and module, message, and the whole traceback, all of them str."""
    cls = type(exc)
    return cls.__name__, cls.__qualname__, str(cls.__module__), _message(exc), _text(exc)


def rehearse():
    """Load whatever telling of an exception needs, which takes far longer than to tell."""
    try:
        raise KeyboardInterrupt
    except KeyboardInterrupt as exc:
        capture(exc), frames(exc), thrown_by_java(exc), dump(exc)


def _message(exc):
    try:
        return exc._message_alone() if hasattr(exc, "_message_alone") else str(exc)
    except Exception as error:
        return f"<the message could not be made: {type(error).__name__}>"


def _text(exc):
    try:
        with telling:
            return "".join(traceback.format_exception(exc)).rstrip("\n")
    except Exception as error:
        return f"<the traceback could not be made: {type(error).__name__}>"


def frames(exc):
    """Return (file, module, function, line) of each frame of the traceback, the innermost last."""
    found = []
    link = exc.__traceback__
    while link is not None:
        code = link.tb_frame.f_code
        module = link.tb_frame.f_globals.get("__name__")
        found.append((code.co_filename, str(module), code.co_qualname, link.tb_lineno or 0))
        link = link.tb_next
    return tuple(found[-_MOST_FRAMES:])


def thrown_by_java(exc):
    """Return the id of what Java code threw, if the exception or one of its chain stands for that, or None."""
    for link in _chain(exc):
        if isinstance(link, ExecutionFailed):
            link = link.excinfo
        thrown = getattr(link, "_thrown", None)
        if isinstance(thrown, Thrown) and thrown.id is not None:  # which it is in copies
            return thrown.id
    return None


def dump(exc):
    """Return what ``load`` rebuilds the exception from, or None if it cannot be pickled in a megabyte.

    That is a tuple of (pickle or None, index of its cause, of its context, whether that is suppressed),
    one for each exception of its chain, itself the first. Indexes are None where there is nothing.
    """
    chain = _chain(exc)
    dumped = []
    room = _LARGEST
    for link in chain:
        pickled = _pickled(link, room)
        if pickled is None and not dumped:
            return None
        room -= len(pickled or b"")
        behind = _index(chain, _cause.__get__(link)), _index(chain, link.__context__)
        dumped.append((pickled, *behind, link.__suppress_context__))
    return tuple(dumped)


def _chain(exc):
    """Return the exception and those that are its causes and contexts, each once."""
    chain = [exc]
    for link in chain:
        for behind in (_cause.__get__(link), link.__context__):
            if behind is not None and _index(chain, behind) is None and len(chain) < _LONGEST_CHAIN:
                chain.append(behind)
    return chain


def _index(chain, exc):
    return next((index for index, link in enumerate(chain) if link is exc), None)


def _pickled(exc, room):
    from clutch._crossing import pickles

    try:
        return pickles.dumps_within(exc, room)
    except KeyboardInterrupt:
        raise
    except BaseException:  # whatever the class's own code raises
        return None


def load(dumped):
    """Return the exception that was dumped, or None if it cannot be rebuilt here."""
    chain = [link and _loaded(link) for link, *_ in dumped]
    for exc, (_, cause, context, suppressed) in zip(chain, dumped, strict=True):
        if exc is not None:
            _link(exc, _at(chain, cause), _at(chain, context), suppressed)
    return chain[0]


def _at(chain, index):
    return None if index is None else chain[index]


def _link(exc, cause, context, suppressed):
    if cause is not None:
        _cause.__set__(exc, cause)
    exc.__context__ = context
    BaseException.__suppress_context__.__set__(exc, suppressed)


def _loaded(pickled):
    from clutch._crossing import pickles

    try:
        found = pickles.loads(pickled)
    except KeyboardInterrupt:
        raise
    except BaseException:  # whatever the class's own code raises
        return None
    return found if isinstance(found, BaseException) else None
