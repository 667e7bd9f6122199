"""An encoding that is made here, since those of the package are downloaded."""

import tiktoken


def run():
    ranks = {bytes([n]): n for n in range(256)}
    for n, pair in enumerate((b"cl", b"ut", b"ch", b"clut", b"clutch", b" t", b"ea"), 256):
        ranks[pair] = n
    encoding = tiktoken.Encoding("own", pat_str=r"\p{L}+|\s+|.", mergeable_ranks=ranks, special_tokens={"<end>": 300})
    text = "clutch tea, é!"
    ids = encoding.encode(text)
    try:
        encoding.encode("a <end>")
    except ValueError as error:
        failure = str(error).splitlines()[0]
    return (
        ids,
        encoding.decode(ids),
        encoding.encode("a <end>", allowed_special="all"),
        encoding.encode_batch(["clutch"] * 20)[7],
        encoding.decode_with_offsets(ids),
        failure,
    )
