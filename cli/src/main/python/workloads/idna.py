"""Names of hosts to ASCII and back, and an error."""

import idna


def run():
    try:
        idna.encode("a\u2260b.example")
    except idna.IDNAError as error:
        failure = str(error)
    return [idna.encode(name) for name in ("faß.de", "bücher.example", "例え.jp")], idna.decode("xn--bcher-kva.example"), idna.encode("Königsgäßchen", uts46=True), failure
