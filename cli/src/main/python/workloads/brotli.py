"""Whole and in streams, and an error."""

import brotli


def run():
    data = b"".join(b"line %d of the text\n" % (n % 97) for n in range(5000))
    packed = brotli.compress(data, quality=9)
    stream = brotli.Compressor(mode=brotli.MODE_TEXT)
    parts = b"".join(stream.process(data[i : i + 999]) for i in range(0, len(data), 999)) + stream.finish()
    out = brotli.Decompressor()
    back = b"".join(out.process(parts[i : i + 50]) for i in range(0, len(parts), 50))
    try:
        brotli.decompress(packed[:-5])
    except brotli.error as error:
        failure = type(error).__name__
    return len(packed), brotli.decompress(packed) == data, back == data, out.is_finished(), failure
