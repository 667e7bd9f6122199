"""Scripts: what can be run in an interpreter's ``__main__``, as dumped code objects."""

import functools
import types
from weakref import WeakKeyDictionary

from clutch._crossing.functions import dump_code

_KEPT = 256
_LONGEST_KEPT = 10_000  # characters of source text
_ARGUMENT_FLAGS = 0x04 | 0x08  # *args, **kwargs
_NO_SCRIPT_FLAGS = 0x20 | 0x80 | 0x200  # generators and coroutines do not run when they are called


def any_script(code):
    """Return the dumped code for source text, a function or a code object."""
    if isinstance(code, str):
        return compiled(code)
    if isinstance(code, (types.FunctionType, types.CodeType)):
        return body(code)
    raise TypeError(f"unsupported script {code!r}: pass source text, a function or a code object")


def compiled(source):
    """Return the dumped code of source text. Raises SyntaxError."""
    return _compiled(source) if len(source) > _LONGEST_KEPT else _compiled_once(source)


def _compiled(source):
    return dump_code(compile(source, "<script>", "exec", dont_inherit=True))


_compiled_once = functools.lru_cache(_KEPT)(_compiled)


def body(function):
    """Return the dumped code of a function, or of a code object, if it can be run as a script."""
    if isinstance(function, types.CodeType):
        return dump_code(_checked(function))
    code, dumped = _bodies.get(function, (None, None))
    if code is not function.__code__:
        code, dumped = _bodies[function] = function.__code__, dump_code(_checked(function))
    return dumped


_bodies = WeakKeyDictionary()


def _checked(function):
    code = getattr(function, "__code__", function)
    if code.co_freevars:
        raise ValueError(f"a script must not be a closure, as {function!r} is")
    if code.co_argcount or code.co_kwonlyargcount or code.co_flags & _ARGUMENT_FLAGS:
        raise ValueError(f"a script must not take arguments, as {function!r} does")
    if code.co_flags & _NO_SCRIPT_FLAGS or _returns_a_value(code):
        raise ValueError(f"a script must not return a value, as {function!r} does")
    return code


def _returns_a_value(code):
    import dis

    before = None
    for instruction in dis.get_instructions(code):
        if instruction.opname == "RETURN_CONST" and instruction.argval is not None:
            return True
        if instruction.opname == "RETURN_VALUE" and not _loads_none(before):
            return True
        before = instruction
    return False


def _loads_none(instruction):
    return instruction is not None and instruction.opname == "LOAD_CONST" and instruction.argval is None
