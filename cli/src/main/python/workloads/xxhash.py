"""All its hashes, whole and in pieces."""

import xxhash


def run():
    data = bytes(range(256)) * 1000
    pieces = xxhash.xxh3_128(seed=7)
    for start in range(0, len(data), 4099):
        pieces.update(data[start : start + 4099])
    return (
        xxhash.xxh32(data).hexdigest(),
        xxhash.xxh64_intdigest(data, 5),
        xxhash.xxh3_64_hexdigest(b""),
        pieces.hexdigest() == xxhash.xxh3_128_hexdigest(data, 7),
        pieces.copy().digest().hex(),
    )
