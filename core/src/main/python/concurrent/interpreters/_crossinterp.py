"""What queues and channels have in common: items whose interpreter has ended."""

from clutch._queue_errors import CrossInterpreterItemDestroyed as ItemInterpreterDestroyed

__all__ = [
    "UNBOUND",
    "UNBOUND_ERROR",
    "UNBOUND_REMOVE",
    "ItemInterpreterDestroyed",
    "UnboundItem",
    "classonly",
    "resolve_unbound",
    "serialize_unbound",
]


class classonly:
    """A class method that instances do not have."""

    def __init__(self, function):
        self._function = function

    def __set_name__(self, cls, name):
        self._name = name

    def __get__(self, instance, cls):
        if instance is not None:
            raise AttributeError(f"{cls.__name__!r} object has no attribute {self._name!r}")
        return self._function.__get__(cls)


class UnboundItem:
    """Stands in place of an item whose interpreter has ended before the item was taken."""

    __slots__ = ()

    _MODULE = __name__
    _NAME = "UNBOUND"

    def __new__(cls):
        raise TypeError(f"{cls.__name__} has one instance only: use {cls._MODULE}.{cls._NAME}")

    @classonly
    def singleton(cls, kind, module, name="UNBOUND"):
        """Return the instance of a new subclass, for one kind of container.

        module, name: where it is going to be found.
        """
        names = {"__slots__": (), "__doc__": cls.__doc__, "__module__": module, "_MODULE": module, "_NAME": name}
        return object.__new__(type(f"Unbound{kind.capitalize()}Item", (cls,), names))

    def __repr__(self):
        return f"{self._MODULE}.{self._NAME}"

    def __reduce__(self):
        return self._NAME


class _Policy(UnboundItem):
    """What becomes of an item whose interpreter ends, if it is not replaced."""

    __slots__ = ()


UNBOUND = object.__new__(UnboundItem)
UNBOUND_ERROR = _Policy.singleton("error", __name__, "UNBOUND_ERROR")
UNBOUND_REMOVE = _Policy.singleton("remove", __name__, "UNBOUND_REMOVE")

_UNBOUND_CONSTANT_TO_FLAG = {UNBOUND_REMOVE: 1, UNBOUND_ERROR: 2, UNBOUND: 3}
_UNBOUND_FLAG_TO_CONSTANT = {flag: constant for constant, flag in _UNBOUND_CONSTANT_TO_FLAG.items()}


def serialize_unbound(unbound):
    """Return a tuple with the number for a policy."""
    try:
        return (_UNBOUND_CONSTANT_TO_FLAG[unbound],)
    except (KeyError, TypeError):
        raise NotImplementedError(
            f"unsupported unbounditems {unbound!r}: use UNBOUND, UNBOUND_ERROR or UNBOUND_REMOVE"
        ) from None


def resolve_unbound(flag, exctype_destroyed):
    """Return what is received in place of an item, by the number of its policy, or raise the exception."""
    constant = _UNBOUND_FLAG_TO_CONSTANT.get(flag)
    if constant is UNBOUND_ERROR:
        raise exctype_destroyed("the interpreter that sent this item has ended")
    if constant is not UNBOUND:
        raise NotImplementedError(f"an item cannot be replaced by the policy {flag!r}")
    return UNBOUND
