"""A grammar for sums, one for settings, and an error with its place."""

import operator

import pyparsing as pp


def run():
    number = pp.common.number()
    signs = {"+": operator.add, "-": operator.sub, "*": operator.mul, "/": operator.truediv}

    def fold(tokens):
        values = tokens[0]
        result = values[0]
        for sign, value in zip(values[1::2], values[2::2]):
            result = signs[sign](result, value)
        return result

    sums = pp.infix_notation(number, [(pp.one_of("* /"), 2, pp.OpAssoc.LEFT, fold), (pp.one_of("+ -"), 2, pp.OpAssoc.LEFT, fold)])
    setting = pp.Group(pp.Word(pp.alphas)("name") + pp.Suppress("=") + (pp.QuotedString('"') | number | pp.DelimitedList(pp.Word(pp.alphas)))("value"))
    settings = pp.OneOrMore(setting).ignore(pp.python_style_comment)
    try:
        sums.parse_string("1 + * 2", parse_all=True)
    except pp.ParseException as error:
        failure = error.loc, error.lineno
    nested = pp.nested_expr("(", ")").parse_string("(a (b c) (d (e)))").as_list()
    found = settings.parse_string('a = 1 # note\nb = "x y" c = p, q')
    return [sums.parse_string(text).as_list() for text in ("1+2*3", "(1+2)*3/4", "2-3-4")], [(s.name, list(s)[1:]) for s in found], nested, failure, [t[0] for t in pp.Word(pp.nums).search_string("a1 b22")]
