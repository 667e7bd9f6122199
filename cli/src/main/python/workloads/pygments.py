"""Code in several languages, to HTML and a terminal's colours; and an error."""

from pygments import highlight, lex
from pygments.formatters import HtmlFormatter, Terminal256Formatter
from pygments.lexers import get_lexer_by_name, guess_lexer
from pygments.util import ClassNotFound

SOURCES = {
    "python": "@f\ndef g(x: int) -> str:\n    return f'{x!r}' + \"\\n\"  # note\n",
    "java": "/** Doc. */ class A<T> { int x = 0x1F; String s = \"é\"; }",
    "html": "<p class='a'>b<script>let x = `1`;</script></p>",
    "sql": "SELECT a, 'b' FROM t -- note",
}


def run():
    try:
        get_lexer_by_name("nonsense")
    except ClassNotFound as error:
        failure = str(error)
    tokens = {name: [(str(kind), text) for kind, text in lex(source, get_lexer_by_name(name))] for name, source in SOURCES.items()}
    pages = [highlight(source, get_lexer_by_name(name), HtmlFormatter(linenos=True)) for name, source in SOURCES.items()]
    return tokens, pages, highlight(SOURCES["python"], guess_lexer("#!/usr/bin/python\n"), Terminal256Formatter()), failure
