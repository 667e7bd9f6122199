"""Caches that forget in different ways, and functions with one."""

import cachetools
from cachetools import keys


def run():
    now = [0]
    caches = [cachetools.LRUCache(3), cachetools.LFUCache(3), cachetools.FIFOCache(3), cachetools.TTLCache(3, 5, timer=lambda: now[0])]
    left = []
    for cache in caches:
        for n in (1, 2, 3, 1, 1, 4, 2, 5):
            cache.get(n)
            cache[n] = n * n
        left.append(sorted(cache.items()))
    now[0] = 6
    calls = []

    @cachetools.cached(cachetools.LRUCache(2), key=lambda n: keys.hashkey(n % 3), info=True)
    def square(n):
        calls.append(n)
        return n * n

    values = [square(n) for n in (1, 4, 2, 1, 3, 1)]
    sized = cachetools.LRUCache(10, getsizeof=len)
    sized["a"], sized["b"] = "x" * 6, "y" * 5
    try:
        sized["c"] = "z" * 11
    except ValueError as error:
        failure = str(error)
    return left, len(caches[3]), values, calls, square.cache_info(), list(sized), failure
