"""Markdown to HTML and to tokens, with tables and links."""

from markdown_it import MarkdownIt

TEXT = """
# Head *em* `code`

1. one
   - inner
2. two

| a | b |
|---|--:|
| 1 | ~~2~~ |

> said <http://x.y>

```py
x = 1 < 2
```

![alt](i.png "t") [ref][r] & &copy; <b>raw</b>

[r]: http://r.s 'title'
"""


def run():
    parser = MarkdownIt("commonmark", {"html": False, "typographer": True}).enable(["table", "strikethrough", "replacements", "smartquotes"])
    return parser.render(TEXT), [(token.type, token.nesting, token.map) for token in parser.parse(TEXT)], MarkdownIt().renderInline('"quoted" **b**')
