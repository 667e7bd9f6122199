"""Cached properties."""

from propcache.api import cached_property, under_cached_property


class Thing:
    def __init__(self):
        self._cache = {}
        self.times = 0

    @under_cached_property
    def square(self):
        self.times += 1
        return 49

    @cached_property
    def cube(self):
        self.times += 1
        return 343


def run():
    thing = Thing()
    values = [thing.square + thing.cube for _ in range(100)]
    try:
        thing.square = 3
    except AttributeError as error:
        failure = str(error)
    return sum(values), thing.times, thing._cache, failure
