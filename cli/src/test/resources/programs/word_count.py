"""Words counted by map and reduce; maps run in interpreters, so do the reductions."""

import random
from collections import Counter
from concurrent.futures import InterpreterPoolExecutor
from itertools import batched

WORDS = "the quick brown fox jumps over a lazy dog while seven wizards brew potions of moss and fog".split()


def count(lines):
    return Counter(word for line in lines for word in line.lower().split())


def merge(pair):
    first, *others = pair
    for other in others:
        first = first + other
    return first


def reduce_in(pool, parts):
    while len(parts) > 1:
        parts = list(pool.map(merge, batched(parts, 2)))
    return parts[0]


def main():
    chance = random.Random(5)
    text = [" ".join(chance.choices(WORDS, k=12)).capitalize() for _ in range(400)]
    with InterpreterPoolExecutor(2) as pool:
        total = reduce_in(pool, list(pool.map(count, batched(text, 60))))
    print(total == count(text), total.total())
    for word, number in sorted(total.items(), key=lambda item: (-item[1], item[0]))[:6]:
        print(f"{number:4} {word}")


if __name__ == "__main__":
    main()
