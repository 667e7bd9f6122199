"""Code that is parsed, changed and searched, with its comments; and an error."""

import libcst as cst
from libcst import matchers
from libcst.metadata import MetadataWrapper, PositionProvider

SOURCE = """
def add(a, b):  # both
    return a + b


x = add(1, 2)
"""


class Rename(cst.CSTTransformer):
    def leave_Name(self, original_node, updated_node):
        return updated_node.with_changes(value="plus") if original_node.value == "add" else updated_node


def run():
    module = cst.parse_module(SOURCE)
    wrapper = MetadataWrapper(module)
    positions = wrapper.resolve(PositionProvider)
    names = sorted((p.start.line, p.start.column, n.value) for n, p in positions.items() if isinstance(n, cst.Name))
    try:
        cst.parse_module("def f(:")
    except cst.ParserSyntaxError as error:
        failure = error.raw_line
    return (
        module.visit(Rename()).code,
        names,
        len(matchers.findall(module, matchers.BinaryOperation(operator=matchers.Add()))),
        module.code == SOURCE,
        cst.parse_expression("f(x)[1:]").deep_equals(cst.parse_expression("f(x)[1:]")),
        failure,
    )
