"""What the standard module has not: fuzzy matches, captures, classes of Unicode, recursion; and an error."""

import regex


def run():
    try:
        regex.compile("(a")
    except regex.error as error:
        failure = error.msg, error.pos
    return (
        regex.findall(r"\p{Lu}\p{Ll}+", "Ärger Über alles"),
        regex.search(r"(?:clutch){e<=2}", "a cluch").span(),
        regex.match(r"(?:(\w+) ?)+", "one two three").captures(1),
        regex.findall(r"\((?:[^()]|(?R))*\)", "a(b(c)d)e(f)"),
        regex.sub(r"(?V1)[[a-z]--[aeiou]]", "-", "letters"),
        regex.split(r"(?<=,)", "a,b,c", flags=regex.V1),
        [m.group() for m in regex.finditer(r"\X", "e\u0301a")],
        len(regex.findall(r"\b\w+\b", "word " * 5000, concurrent=True)),
        failure,
    )
