"""Lists, dictionaries and sets that are in order."""

import pickle
import random

from sortedcontainers import SortedDict, SortedKeyList, SortedList, SortedSet


def run():
    chance = random.Random(1)
    numbers = SortedList(chance.randrange(10000) for _ in range(5000))
    for _ in range(1000):
        numbers.remove(numbers[chance.randrange(len(numbers))])
        numbers.add(chance.randrange(10000))
    keyed = SortedKeyList(range(20), key=lambda n: -n % 7)
    words = SortedDict({"b": 1, "a": 2, "c": 3})
    numbers._check()
    return sum(numbers[:100]), numbers.bisect(5000), list(numbers.irange(100, 130)), list(keyed), words.peekitem(0), list(words.irange("b")), SortedSet([3, 1]) | {2}, pickle.loads(pickle.dumps(words)) == words
