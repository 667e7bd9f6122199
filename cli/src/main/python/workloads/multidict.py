"""Dictionaries with many values a key, some of which ignore case."""

from multidict import CIMultiDict, MultiDict, MultiDictProxy, istr


def run():
    headers = CIMultiDict([("Accept", "a"), ("accept", "b"), ("Host", "h")])
    headers.add(istr("ACCEPT"), "c")
    plain = MultiDict(headers)
    plain.extend(x=1, y=2)
    view = MultiDictProxy(plain)
    for n in range(1000):
        plain.add(f"k{n % 10}", n)
    try:
        view["none"]
    except KeyError as error:
        failure = error.args
    return headers.getall("aCCept"), list(plain.items())[:6], len(view), view.getall("k3")[:5], plain.popall("k4")[-1], failure
