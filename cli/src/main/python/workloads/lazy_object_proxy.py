"""Objects that are made when they are used."""

import lazy_object_proxy
from lazy_object_proxy import cext


def run():
    made = []

    def make():
        made.append(1)
        return {"a": [1, 2, 3]}

    proxy = lazy_object_proxy.Proxy(make)
    before = list(made)
    proxy["b"] = 5
    number = lazy_object_proxy.Proxy(lambda: 6)
    try:
        lazy_object_proxy.Proxy(lambda: 1 / 0) + 1
    except ZeroDivisionError as error:
        failure = str(error)
    return before, len(proxy), isinstance(proxy, dict), proxy == {"a": [1, 2, 3], "b": 5}, made, number * 7, -number, hash(number), failure, cext.__name__
