"""Decorators that keep signatures, and proxies."""

import inspect

import wrapt


@wrapt.decorator
def doubled(wrapped, instance, args, kwargs):
    return 2 * wrapped(*args, **kwargs)


class Adder:
    @doubled
    def add(self, a, b=1):
        """Add."""
        return a + b

    @doubled
    @classmethod
    def make(cls, n):
        return n


class Counted(wrapt.ObjectProxy):
    def __getitem__(self, key):
        return self.__wrapped__[key] * 10


def run():
    proxy = Counted([1, 2, 3])
    proxy.append(4)
    partial = wrapt.PartialCallableObjectProxy(Adder().add, 5)
    return (
        Adder().add(2, b=3),
        Adder.make(4),
        str(inspect.signature(Adder().add)),
        Adder.add.__doc__,
        (proxy[3], len(proxy), isinstance(proxy, list), proxy == [1, 2, 3, 4]),
        partial(),
        wrapt.ObjectProxy.__module__,
    )
