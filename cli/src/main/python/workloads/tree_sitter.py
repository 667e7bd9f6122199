"""Parsing Python, editing, and queries, with the grammar of tree-sitter-python."""

import tree_sitter_python
from tree_sitter import Language, Parser, Query, QueryCursor

SOURCE = b"""
def add(a, b):
    return a + b

class Thing:
    def method(self):
        return [x for x in range(3)]
"""


def run():
    language = Language(tree_sitter_python.language())
    parser = Parser(language)
    tree = parser.parse(SOURCE)
    found = QueryCursor(Query(language, "(function_definition name: (identifier) @name)")).captures(tree.root_node)
    broken = parser.parse(b"def f(:")
    changed = SOURCE.replace(b"add", b"more")
    tree.edit(5, 8, 9, (1, 4), (1, 7), (1, 8))
    again = parser.parse(changed, tree)
    return (
        str(again.root_node),
        [node.text for node in found["name"]],
        broken.root_node.has_error,
        [(r.start_point, r.end_point) for r in tree.changed_ranges(again)],
        again.root_node.descendant_count,
    )
