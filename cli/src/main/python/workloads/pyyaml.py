"""Loading and dumping, by libyaml's parser and Python's, with anchors, tags and an error."""

import yaml

TEXT = """
base: &base {name: tea, tags: [a, b], price: 3.50}
other: {<<: *base, name: coffee}
when: 2026-11-24T12:00:00Z
text: |
  two
  lines
none: ~
"""


def run():
    fast, slow = yaml.load(TEXT, yaml.CSafeLoader), yaml.load(TEXT, yaml.SafeLoader)
    try:
        yaml.load("a: [1, 2", yaml.CSafeLoader)
    except yaml.YAMLError as error:
        failure = error.problem, error.problem_mark.line
    events = [type(event).__name__ for event in yaml.parse(TEXT, yaml.CLoader)]
    return fast, fast == slow, yaml.dump(fast, Dumper=yaml.CSafeDumper), len(events), failure, yaml.__with_libyaml__
