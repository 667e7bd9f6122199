"""Bits that are set, searched, combined and packed."""

import pickle

from bitarray import bitarray, decodetree, frozenbitarray
from bitarray.util import ba2int, canonical_huffman, deserialize, hex2ba, huffman_code, int2ba, serialize, sc_encode, urandom, vl_encode, zeros


def run():
    bits = bitarray("0011101") * 50
    bits[10:20] = True
    code = huffman_code({"a": 5, "b": 2, "c": 1})
    packed = bitarray()
    packed.encode(code, "abacab")
    sparse = zeros(5000)
    sparse[::700] = True
    return (
        bits.count(),
        bits.find(bitarray("1111111")),
        (~bits & hex2ba("ff" * 43 + "f0")[:350]).tobytes().hex(),
        "".join(packed.decode(decodetree(code))),
        ba2int(int2ba(1234567, 30)),
        deserialize(serialize(bits)) == bits,
        len(sc_encode(sparse)),
        vl_encode(bits[:20]).hex(),
        hash(frozenbitarray("01")) == hash(frozenbitarray("01")),
        pickle.loads(pickle.dumps(bits)) == bits,
        len(urandom(77)),
        sorted(canonical_huffman({"a": 5, "b": 2, "c": 1})[0]),
    )
