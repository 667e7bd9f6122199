"""Tables of all forms."""

from tabulate import simple_separated_format, tabulate, tabulate_formats


def run():
    rows = [["tea", 3.14159, None], ["coffée", 12, True], ["漢字", -7.5e10, "multi\nline"]]
    return [tabulate(rows, ["name", "count", "note"], tablefmt=form, floatfmt=".2f") for form in tabulate_formats], tabulate(rows, tablefmt=simple_separated_format("|")), tabulate({"a": [1, 2], "b": [3]}, headers="keys", showindex="always"), tabulate([["a long text to be cut"]], maxcolwidths=8)
