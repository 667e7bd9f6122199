"""Primes by a segmented sieve: each interpreter sieves segments of its own."""

from concurrent.futures import InterpreterPoolExecutor
from math import isqrt

SEGMENT = 20_000


def small_primes(limit):
    sieve = bytearray([1]) * (limit + 1)
    sieve[:2] = b"\0\0"
    for n in range(2, isqrt(limit) + 1):
        if sieve[n]:
            sieve[n * n :: n] = bytes(len(range(n * n, limit + 1, n)))
    return [n for n in range(limit + 1) if sieve[n]]


def sieve_segment(begin, end, primes):
    sieve = bytearray([1]) * (end - begin)
    for prime in primes:
        first = max(prime * prime, -(-begin // prime) * prime) - begin
        if first < len(sieve):
            sieve[first::prime] = bytes(len(range(first, len(sieve), prime)))
    return bytes(sieve)


def main(limit=200_000):
    primes = tuple(small_primes(isqrt(limit)))
    begins = range(2, limit, SEGMENT)
    ends = [min(begin + SEGMENT, limit) for begin in begins]
    with InterpreterPoolExecutor(2) as pool:
        segments = list(pool.map(sieve_segment, begins, ends, [primes] * len(ends)))
    print([segment.count(1) for segment in segments])
    whole = b"".join(segments)
    found = [n for n, flag in enumerate(whole, 2) if flag]
    print(len(found), found[:10], found[-3:])
    print(sum(1 for a, b in zip(found, found[1:]) if b - a == 2), "pairs of twins")


if __name__ == "__main__":
    main()
