"""Moved modules, metaclasses, and text of both kinds."""

import six
from six.moves import cPickle, configparser, range, urllib


class Meta(type):
    def __new__(cls, name, bases, names):
        return super().__new__(cls, name + "X", bases, names)


@six.add_metaclass(Meta)
class Made:
    pass


def run():
    try:
        six.raise_from(ValueError("a"), KeyError("b"))
    except ValueError as error:
        cause = repr(error.__cause__)
    return (
        Made.__name__,
        six.with_metaclass(Meta, dict).__class__.__name__,
        six.ensure_str(b"abc"),
        sorted(six.iteritems({"b": 1, "a": 2})),
        urllib.parse.quote("a b"),
        cPickle.loads(cPickle.dumps(list(range(3)))),
        configparser.ConfigParser.__name__,
        cause,
    )
