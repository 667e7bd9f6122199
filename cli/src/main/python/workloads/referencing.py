"""References between schemas of several dialects, and one that leads nowhere."""

import referencing
from referencing import jsonschema as dialects


def run():
    base = dialects.DRAFT202012.create_resource({"$id": "http://x/a", "$defs": {"n": {"$anchor": "here", "type": "integer"}}, "$ref": "b#/properties/k"})
    other = dialects.DRAFT7.create_resource({"$id": "http://x/b", "properties": {"k": {"$ref": "#/definitions/d"}}, "definitions": {"d": {"type": "string"}}})
    registry = referencing.Registry().with_resources([("http://x/a", base), ("http://x/b", other)]).crawl()
    resolver = registry.resolver("http://x/a")
    found = resolver.lookup("#here"), resolver.lookup("b#/properties/k")
    try:
        resolver.lookup("c#/none")
    except referencing.exceptions.Unresolvable as error:
        failure = type(error).__name__, error.ref
    return [f.contents for f in found], found[1].resolver.lookup("#/definitions/d").contents, len(registry), registry.anchor("http://x/a", "here").value.name, failure
