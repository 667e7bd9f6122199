"""Windows, pieces, peeking, partitions and combinations."""

import more_itertools as mi


def run():
    peek = mi.peekable(range(5))
    try:
        mi.one([1, 2])
    except ValueError as error:
        failure = str(error)
    return (
        list(mi.chunked(range(7), 3)),
        list(mi.windowed(range(5), 3)),
        (peek.peek(), list(peek)),
        [list(part) for part in mi.divide(3, range(8))],
        list(mi.roundrobin("abc", "d", "ef")),
        [list(group) for group in mi.split_when([1, 2, 4, 5, 9], lambda a, b: b - a > 1)],
        list(mi.set_partitions([1, 2, 3], 2)),
        mi.nth_product(100, range(5), range(5), range(5)),
        list(mi.collapse([1, [2, [3, (4,)]]])),
        list(mi.sieve(30)),
        list(mi.run_length.encode("aaabb")),
        list(mi.distinct_permutations([1, 1, 2])),
        failure,
    )
