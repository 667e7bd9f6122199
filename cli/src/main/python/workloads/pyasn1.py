"""Structures that are encoded and decoded, by BER, DER and CER; and an error."""

from pyasn1.codec.ber import encoder as ber
from pyasn1.codec.der import decoder, encoder
from pyasn1.codec.native.encoder import encode
from pyasn1.error import PyAsn1Error
from pyasn1.type import char, constraint, namedtype, tag, univ


class Line(univ.Sequence):
    componentType = namedtype.NamedTypes(
        namedtype.NamedType("id", univ.Integer().subtype(subtypeSpec=constraint.ValueRangeConstraint(0, 99))),
        namedtype.OptionalNamedType("name", char.UTF8String().subtype(implicitTag=tag.Tag(tag.tagClassContext, tag.tagFormatSimple, 1))),
        namedtype.DefaultedNamedType("kind", univ.ObjectIdentifier("1.2.3")),
    )


def run():
    line = Line()
    line["id"], line["name"] = 7, "é"
    data = encoder.encode(line)
    again, rest = decoder.decode(data + b"more", asn1Spec=Line())
    try:
        line["id"] = 100
    except (PyAsn1Error, KeyError) as error:
        failure = type(error).__name__
    bits = univ.BitString("1011")
    return data, ber.encode(univ.OctetString("x" * 50), defMode=False, maxChunkSize=20), encode(again), rest, again == line, encoder.encode(bits), again.prettyPrint(), failure
