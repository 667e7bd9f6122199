"""Tables, trees, Markdown, code and tracebacks, as text of a terminal."""

import io

from rich.columns import Columns
from rich.console import Console
from rich.markdown import Markdown
from rich.panel import Panel
from rich.pretty import pretty_repr
from rich.syntax import Syntax
from rich.table import Table
from rich.text import Text
from rich.tree import Tree


def run():
    console = Console(file=io.StringIO(), width=60, force_terminal=True, color_system="truecolor", legacy_windows=False, _environ={})
    table = Table("name", "count", title="Things")
    for n in range(3):
        table.add_row(f"[bold]n{n}[/bold]", str(n * 1000))
    tree = Tree("root")
    tree.add("leaf").add(Panel("inner", title="p"))
    parts = [table, tree, Markdown("# Head\n\n* a\n* b `code`\n\n> said"), Syntax("def f(x):\n    return 1", "python"), Columns(["a", "b"]), Text.from_markup("[red]r[/] 漢字")]
    for part in parts:
        console.print(part)
    return console.file.getvalue(), pretty_repr({"a": list(range(40)), "b": {"c": (1,)}}, max_width=40)
