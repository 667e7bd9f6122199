"""All its hashes, whole and in pieces."""

import mmh3


def run():
    data = bytes(range(256)) * 40
    pieces = mmh3.mmh3_x64_128(seed=3)
    for start in range(0, len(data), 333):
        pieces.update(data[start : start + 333])
    return (
        mmh3.hash("clutch", seed=5),
        mmh3.hash64(b"clutch", signed=False),
        mmh3.hash128("é", x64arch=False),
        mmh3.hash_bytes(b"x").hex(),
        pieces.uintdigest() == mmh3.hash128(data, 3),
        mmh3.mmh3_32(data).sintdigest(),
    )
