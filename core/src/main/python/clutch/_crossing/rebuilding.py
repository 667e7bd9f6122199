"""The receiver's side of ``recipes``: makes functions from them, and keeps what it has read of each."""

import marshal
import sys
import types

from clutch._crossing import functions, mains, shipping

_KEPT = 256
_LARGEST_KEPT = 64 * 1024


def load(dumped):
    """Return the function for the recipe that ``recipes.dump_callable`` made."""
    marshalled, pickles = (dumped, ()) if type(dumped) is bytes else (dumped[0], dumped[1:])
    recipe = _kept.get(marshalled) or _read(marshalled)
    return recipe.build(pickles)


_kept = {}


def _read(marshalled):
    recipe = _Recipe(*marshal.loads(marshalled))
    if len(marshalled) <= _LARGEST_KEPT:
        if len(_kept) >= _KEPT:
            _kept.clear()
        _kept[marshalled] = recipe
    return recipe


class _Recipe:
    """What was sent of a function. What it makes is new each time, as if it had been pickled."""

    def __init__(self, home, data, parts):
        self._home = home
        self._data = data
        self._parts = [_Part(*part) for part in parts]

    def build(self, pickles):
        """Return the function."""
        main = sys.modules["__main__"].__dict__
        if self._home is None:
            return self._parts[0].build(main)
        namespace = shipping.namespace(self._home)
        built = [part.build(namespace.globals if part.is_scoped else main) for part in self._parts]
        for part in self._parts:
            for name, how, what in part.names:
                if how == "data":
                    namespace.set_data(name, what, _loads)
                else:
                    namespace.set_code(name, built[what] if how == "function" else _found(how, what))
        for name, pickled in zip(self._data, pickles, strict=True):
            namespace.set_data(name, pickled, _loads)
        return built[0]


class _Part:
    """One function of a recipe."""

    def __init__(self, code, name, qualname, module, doc, defaults, keywords, annotations, is_scoped, names):
        self._code = code
        self._name = name
        self._labels = qualname, module, doc
        self._defaults = defaults
        self._keywords = keywords
        self._annotations = annotations
        self.is_scoped = is_scoped
        self.names = names

    def build(self, scope):
        """Return the function with these globals, which may be empty yet."""
        function = types.FunctionType(self._code, scope, self._name, self._defaults)
        function.__qualname__, function.__module__, function.__doc__ = self._labels
        if self._keywords:
            function.__kwdefaults__ = dict(self._keywords)
        if self._annotations:
            function.__annotations__ = {name: _found(*how) for name, how in self._annotations}
        return function


def _found(how, what):
    match how:
        case "name":
            return functions.find_by_name(what)
        case "module":
            return functions.module_of(what)
        case "plain":
            return what
    return mains.find(*what) if how == "main" else _loads(what)


def _loads(pickled):
    from clutch._crossing import pickles

    return pickles.loads(pickled)
