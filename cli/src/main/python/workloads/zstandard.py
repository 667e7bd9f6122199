"""Compressing whole and in streams, with a dictionary, and an error."""

import io

import zstandard


def run():
    data = b"".join(b"line %d of the text\n" % (n % 97) for n in range(20000))
    samples = [b"sample %d with words and %d" % (n, n * 7) for n in range(2000)]
    dictionary = zstandard.train_dictionary(4096, samples, k=64, d=8)
    small = zstandard.ZstdCompressor(dict_data=dictionary).compress(samples[0])
    packed = zstandard.ZstdCompressor(level=7, threads=2).compress(data)
    stream = zstandard.ZstdDecompressor().stream_reader(io.BytesIO(packed))
    try:
        zstandard.ZstdDecompressor().decompress(b"nonsense")
    except zstandard.ZstdError as error:
        failure = str(error)
    return (
        zstandard.ZstdDecompressor().decompress(packed) == data,
        b"".join(iter(lambda: stream.read(9999), b"")) == data,
        zstandard.ZstdDecompressor(dict_data=dictionary).decompress(small),
        zstandard.get_frame_parameters(packed).content_size,
        zstandard.backend,
        failure,
    )
