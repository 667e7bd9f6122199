"""Blocks, frames and streams."""

import io

import lz4.block
import lz4.frame


def run():
    data = b"".join(b"line %d of the text\n" % (n % 97) for n in range(20000))
    block = lz4.block.compress(data, mode="high_compression", compression=9)
    frame = lz4.frame.compress(data, content_checksum=True, block_linked=False)
    file = io.BytesIO()
    with lz4.frame.open(file, "wb") as out:
        out.write(data)
    file.seek(0)
    try:
        lz4.block.decompress(b"\x01\x00\x00\x00nonsense")
    except lz4.block.LZ4BlockError as error:
        failure = str(error)
    return (
        len(block) < len(data) / 5,
        lz4.block.decompress(block) == data,
        lz4.frame.decompress(frame) == data,
        lz4.frame.get_frame_info(frame)["block_size"],
        lz4.frame.open(file).read() == data,
        failure,
    )
