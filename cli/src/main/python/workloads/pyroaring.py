"""Sets of numbers as bitmaps."""

import pickle

from pyroaring import BitMap, BitMap64, FrozenBitMap


def run():
    threes, fives = BitMap(range(0, 100000, 3)), BitMap(range(0, 100000, 5))
    changed = threes.copy()
    changed.add_range(10, 20)
    changed.discard(12)
    try:
        BitMap([-1])
    except OverflowError as error:
        failure = type(error).__name__
    return (
        len(threes & fives),
        len(threes | fives),
        (threes ^ fives)[:10].to_array().tolist(),
        round(threes.jaccard_index(fives), 8),
        changed.rank(20),
        changed[15],
        pickle.loads(pickle.dumps(threes)) == threes,
        hash(FrozenBitMap([1, 2])) == hash(FrozenBitMap([2, 1])),
        BitMap64([2**40, 1]).max(),
        BitMap.deserialize(fives.serialize()) == fives,
        failure,
    )
