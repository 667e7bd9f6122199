"""Documents that keep their form when they are changed, and an error."""

import tomlkit

TEXT = """# head
title = "x"   # said
[a]
n = [1,
     2] # two
d = 1979-05-27
[[row]]
k = 'v'
"""


def run():
    document = tomlkit.parse(TEXT)
    document["title"] = "y"
    document["a"]["n"].append(3)
    document["a"].add(tomlkit.comment("more"))
    document["row"].append({"k": "w"})
    table = tomlkit.inline_table()
    table.update({"p": 1, "q": "z"})
    document["a"]["t"] = table
    try:
        tomlkit.parse("a = 1\na = 2")
    except tomlkit.exceptions.ParseError as error:
        failure = str(error)
    return tomlkit.dumps(document), document.unwrap(), tomlkit.dumps({"x": {"y": [1.5, True]}}), tomlkit.parse(TEXT).as_string() == TEXT, failure
