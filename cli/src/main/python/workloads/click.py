"""A command with options, groups, types and prompts, and its errors."""

import click
from click.testing import CliRunner


@click.group()
@click.option("--loud/--soft", default=False)
@click.pass_context
def tool(context, loud):
    context.obj = loud


@tool.command()
@click.argument("names", nargs=-1)
@click.option("-n", type=click.IntRange(1, 5), default=1, show_default=True, help="How often.")
@click.option("--kind", type=click.Choice(["a", "b"]))
@click.pass_obj
def greet(loud, names, n, kind):
    """Greet people."""
    for name in names * n:
        click.secho(name.upper() if loud else name, fg="green")
    click.echo(kind)


@tool.command()
@click.option("--age", prompt=True, type=int)
def ask(age):
    click.echo(age + 1)


def run():
    runner = CliRunner()
    lines = (["--loud", "greet", "a", "b", "-n", "2"], ["greet", "-n", "9"], ["greet", "--help"], ["gret"], ["greet", "--kind", "c"])
    return [(r.exit_code, r.output) for r in [runner.invoke(tool, line) for line in lines]], runner.invoke(tool, ["ask"], input="x\n41\n").output
