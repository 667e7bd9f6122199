"""C to a tree and back, a visitor, and an error."""

from pycparser import c_ast, c_generator, c_parser

SOURCE = """
typedef struct node { int value; struct node *next; } node;
static int sum(const node *n, int (*f)(int)) {
    int total = 0;
    for (; n; n = n->next) total += f ? f(n->value) : (int) n->value << 2;
    return total;
}
"""


class Names(c_ast.NodeVisitor):
    def __init__(self):
        self.found = []

    def visit_ID(self, node):
        self.found.append((node.name, node.coord.line))


def run():
    tree = c_parser.CParser().parse(SOURCE, "own.c")
    names = Names()
    names.visit(tree)
    try:
        c_parser.CParser().parse("int x = ;", "own.c")
    except Exception as error:
        failure = type(error).__name__, str(error)
    return c_generator.CGenerator().visit(tree), names.found, [type(node).__name__ for node in tree.ext], failure
