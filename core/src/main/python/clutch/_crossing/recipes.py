"""Recipes: functions that go by value and are called again and again are taken apart only once.

A recipe is the code of a function, and of those of its globals that are functions, with all that these
are made of and nobody can change in place. The sender keeps one for each function, and looks before
each call whether everything that it was made from is the same object still. The receiver knows a recipe
by its content, see ``rebuilding``: so neither side needs to hear what the other one keeps, and a function
that was changed, or a new one at the address of another, is another recipe. Globals that may change in place
cross beside it, pickled anew for each call.

Functions with anything else to them, such as closures, have no recipe, and are pickled: see ``shipping``.
"""

import builtins
import marshal
import sys
import types
from weakref import WeakKeyDictionary, ref

from clutch._crossing import functions, mains, pickles, shipping

_SCALARS = {type(None), bool, int, float, complex, str, bytes}
_CODE = (types.FunctionType, types.ModuleType, type)
_IMMUTABLE = (types.GenericAlias, types.UnionType)
_ABSENT = object()
_PRESENT = object()
_DATA = object()
_name_of = functions.name_of


def dump_callable(callable):
    """Return what ``load_callable`` of the bootstrap makes a callable of: a name, a recipe, or the object itself.

    Raises TypeError if it is not callable.
    """
    named = _name_of(callable)
    if named is not None:
        return named
    if not builtins.callable(callable):
        raise TypeError(f"expected a callable, got {callable!r}")
    dumped = _dump(callable) if type(callable) is types.FunctionType else None
    return callable if dumped is None else dumped


def _dump(function):
    """Return the recipe, alone or in a tuple with the pickles of globals that may change in place; or None."""
    recipe = _recipes.get(function)
    if recipe is None or not recipe.is_of(function):
        recipe = _recipes[function] = _recipe(function)
    return recipe.message(function.__globals__)


_recipes = WeakKeyDictionary()


def _recipe(function):
    try:
        shipping.check(function)
        return _Recipe(function)
    except Exception:  # it is going to be pickled instead, which tells what is wrong, if that fails too
        return _NoRecipe(function)


class _Unfit(Exception):
    """The function has no recipe."""


class _NoRecipe:
    """Stands for a function that has no recipe, until it gets other code."""

    def __init__(self, function):
        self._code = function.__code__

    def is_of(self, function):
        return function.__code__ is self._code

    def message(self, namespace):
        return None


class _Recipe:
    """What crosses for a function, and how to see that it still stands for the function."""

    def __init__(self, function):
        taken = _Taken(function)
        self._parts = taken.parts
        self._data = taken.data
        self._home = taken.home
        self._marshalled = marshal.dumps((taken.home, tuple(taken.data), tuple(taken.described)))

    def is_of(self, function):
        """Return whether the function, and those that it refers to, are what they were."""
        return (
            _is_where_it_was(function)
            and (self._home is None or shipping.home(function) == self._home)
            and all([part.is_current() for part in self._parts])
        )

    def message(self, namespace):
        """Return what crosses, or None if a value cannot be pickled."""
        if not self._data:
            return self._marshalled
        try:
            return self._marshalled, *[pickles.dumps_alone(namespace[name]) for name in self._data]
        except Exception:
            return None


def _is_where_it_was(function):
    """Return whether the function is found by its name, if that is one to be found by."""
    name = function.__qualname__
    if "<" in name:
        return True
    found = sys.modules.get(function.__module__)
    for step in name.split("."):
        found = getattr(found, step, None)
    return found is function


class _Taken:
    """A function being taken apart, with those that it refers to."""

    def __init__(self, function):
        self.home = None
        self.data = {}  # names of globals that may change in place, as a set that keeps its order
        self.parts = []
        self.described = []
        self._functions = [function]
        for each in self._functions:  # which grows
            self.described.append(self._take(each))

    def _take(self, function):
        """Return what marshal can write of one function, see ``rebuilding``."""
        if function.__closure__ or function.__dict__ or function.__globals__ is not self._functions[0].__globals__:
            raise _Unfit
        names = _globals(function)
        is_scoped = any(value is not _ABSENT for value in names.values())
        if is_scoped:
            self.home = shipping.home(function)
        self.parts.append(_Part(function, names))
        annotations = {name: _annotation(value) for name, value in _annotations(function).items()}
        bound = {name: self._global(name, value) for name, value in names.items() if value is not _ABSENT}
        return (
            function.__code__,
            *map(_plain, _labels(function)),
            _plain(function.__defaults__),
            _plain(_items(function.__kwdefaults__)),
            _items(annotations),
            is_scoped,
            tuple((name, *how) for name, how in bound.items() if how is not None),
        )

    def _global(self, name, value):
        """Return how the receiver finds a global, or None if it is sent beside the recipe or not at all."""
        if type(value) is types.ModuleType:
            return "module", value.__name__
        if isinstance(value, type):
            return _named(value)
        if isinstance(value, types.ModuleType):
            raise _Unfit
        if type(value) is types.FunctionType:
            named = functions.reduce_by_name(value)
            return named or ("function", self._index(value))
        if name in shipping.NAMES_OF_THE_MODULE:
            return None
        if _stays(value):
            return "data", pickles.dumps_alone(value)
        self.data[name] = None
        return None

    def _index(self, function):
        for index, known in enumerate(self._functions):
            if known is function:
                return index
        self._functions.append(function)
        return len(self._functions) - 1


class _Part:
    """What one function was made from. What may refer to the function is held weakly."""

    def __init__(self, function, names):
        self._function = ref(function)
        self._code = function.__code__
        self._labels = _labels(function)
        self._defaults = function.__defaults__
        self._keywords = function.__kwdefaults__ and dict(function.__kwdefaults__)
        self._annotations = {name: _held(value) for name, value in _annotations(function).items()}
        self._globals = [(name, _held_global(name, value)) for name, value in names.items()]

    def is_current(self):
        """Return whether the function is there and still made from that."""
        function = self._function()
        if (
            function is None
            or function.__code__ is not self._code
            or function.__defaults__ is not self._defaults
            or function.__closure__
            or function.__dict__
            or _labels(function) != self._labels
            or not _are(self._keywords, function.__kwdefaults__)
            or not _are(self._annotations, _annotations(function))
        ):
            return False
        namespace = function.__globals__
        for name, held in self._globals:
            value = namespace.get(name, _ABSENT)
            if held is not value and not _is(held, value):
                return False
        return True


def _labels(function):
    return function.__name__, function.__qualname__, function.__module__, function.__doc__


def _annotations(function):
    return shipping.annotations(function) or {}


def _globals(function):
    """Return the globals that the function may refer to, and which of these there are not."""
    namespace = function.__globals__
    return {name: namespace.get(name, _ABSENT) for name in shipping.names_in(function.__code__)}


def _items(mapping):
    return tuple(mapping.items()) if mapping else None


def _plain(value):
    if not _is_plain(value):
        raise _Unfit
    return value


def _is_plain(value):
    """Return whether marshal writes the value as it is, and nobody can change it."""
    kind = type(value)
    return kind in _SCALARS or kind in (tuple, frozenset) and all(map(_is_plain, value))


def _stays(value):
    """Return whether the value is the same as long as it is the same object."""
    return _is_plain(value) or (type(value) is types.BuiltinFunctionType and type(value.__self__) is types.ModuleType)


def _annotation(value):
    if isinstance(value, type):
        return _named(value)
    if isinstance(value, _IMMUTABLE) or type(value).__module__ == "typing":
        return "pickle", pickles.dumps_alone(value)
    return "plain", _plain(value)


def _named(cls):
    """Return how the receiver finds a class."""
    named = functions.reduce_by_name(cls) or mains.reduce(cls)
    if named is None:
        raise _Unfit
    return named


def _held(value):
    return value if value is _ABSENT or _stays(value) else ref(value)


def _held_global(name, value):
    if name in shipping.NAMES_OF_THE_MODULE and value is not _ABSENT:
        return _PRESENT
    return _held(value) if isinstance(value, _CODE) or _stays(value) or value is _ABSENT else _DATA


def _is(held, value):
    if type(held) is ref:
        return value is not None and held() is value
    if value is _ABSENT or held is value:
        return held is value
    return held is _PRESENT or (held is _DATA and not isinstance(value, _CODE))


def _are(held, values):
    if not held or not values:
        return not held and not values
    return len(held) == len(values) and all([_is(held[name], values.get(name, _ABSENT)) for name in held])
