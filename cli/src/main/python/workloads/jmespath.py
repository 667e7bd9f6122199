"""Expressions over documents, and an error."""

import jmespath

DATA = {"people": [{"name": "b", "age": 30, "tags": ["x"]}, {"name": "a", "age": 20}, {"name": "c", "age": 50, "tags": []}], "k-1": {"v": 5}}
QUERIES = [
    "people[*].name",
    "people[?age > `25`].{n: name, a: age}",
    "sort_by(people, &age)[0].name",
    "people[].tags[]",
    "sum(people[*].age)",
    '"k-1".v',
    "join(`,`, reverse(people[*].name))",
    "people[1:].age | [0]",
    "max_by(people, &age).name || 'none'",
    "length(keys(@))",
]


def run():
    try:
        jmespath.search("people[", DATA)
    except jmespath.exceptions.ParseError as error:
        failure = type(error).__name__
    return [jmespath.search(query, DATA) for query in QUERIES], failure
