"""Versions, specifiers, requirements and tags."""

from packaging.requirements import InvalidRequirement, Requirement
from packaging.specifiers import SpecifierSet
from packaging.tags import parse_tag
from packaging.version import Version


def run():
    versions = [Version(v) for v in ("1.0", "1.0rc1", "1.0.post2", "2!0.1", "1.0.dev3", "1.10")]
    requirement = Requirement('tool[extra]>=2,<3; python_version > "3.9"')
    try:
        Requirement("not a requirement!")
    except InvalidRequirement as error:
        failure = str(error).splitlines()[0]
    return (
        [str(v) for v in sorted(versions)],
        list(SpecifierSet("~=1.0,!=1.0.post2").filter(["0.9", "1.0", "1.0.post2", "1.10", "2.0"])),
        (requirement.name, sorted(requirement.extras), str(requirement.specifier), requirement.marker.evaluate()),
        sorted(map(str, parse_tag("py3.cp314-none-any"))),
        failure,
    )
