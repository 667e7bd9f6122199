"""Interfaces, adapters, and what provides what."""

from zope.interface import Attribute, Interface, directlyProvides, implementedBy, implementer, providedBy
from zope.interface.adapter import AdapterRegistry
from zope.interface.exceptions import Invalid
from zope.interface.verify import verifyObject


class IShape(Interface):
    size = Attribute("how large")

    def area(times):
        """How much."""


class IRound(IShape):
    pass


@implementer(IRound)
class Circle:
    size = 2

    def area(self, times):
        return self.size * times


class Broken:
    pass


def run():
    registry = AdapterRegistry()
    registry.register([IShape], IRound, "", lambda shape: ("adapted", shape.size))
    broken = Broken()
    directlyProvides(broken, IShape)
    try:
        verifyObject(IShape, broken)
    except Invalid as error:
        failure = type(error).__name__
    return (
        verifyObject(IShape, Circle()),
        [i.__name__ for i in implementedBy(Circle).__iro__],
        IShape.providedBy(Circle()),
        registry.lookup1(providedBy(broken), IRound)(Circle()),
        sorted(IRound.names(all=True)),
        IShape(Circle()).area(3),
        failure,
    )
