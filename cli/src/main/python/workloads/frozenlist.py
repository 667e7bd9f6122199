"""A list until it is frozen."""

from frozenlist import FrozenList


def run():
    numbers = FrozenList(range(10))
    numbers.append(10)
    numbers[2:4] = [20, 30]
    del numbers[0]
    numbers.freeze()
    try:
        numbers.append(1)
    except RuntimeError as error:
        failure = str(error)
    return list(numbers), numbers.frozen, hash(numbers) == hash(tuple(numbers)), FrozenList.__module__, failure
