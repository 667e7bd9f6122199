"""Functions over functions, sequences and dictionaries."""

import toolz
from toolz import curried


def run():
    words = "the clutch joins the shaft and the gear".split()
    try:
        toolz.get_in(["a", "x"], {"a": {}}, no_default=True)
    except KeyError as error:
        failure = error.args
    return (
        toolz.pipe(words, curried.map(len), curried.filter(lambda n: n > 3), list),
        toolz.frequencies(words),
        {k: list(v) for k, v in toolz.groupby(len, words).items()},
        list(toolz.sliding_window(2, range(4))),
        toolz.merge_with(sum, {"a": 1}, {"a": 2, "b": 3}),
        toolz.update_in({"a": {"b": 1}}, ["a", "b"], lambda n: n + 1),
        toolz.reduceby(lambda n: n % 3, lambda a, b: a + b, range(10)),
        list(toolz.join(lambda t: t[0], [(1, "a"), (2, "b")], lambda t: t[0], [(1, "x"), (1, "y")])),
        toolz.compose(str, abs)(-5),
        curried.reduce(lambda a, b: a * b)([1, 2, 3, 4]),
        list(toolz.interleave([[1, 2], [3], [4, 5]])),
        toolz.memoize(lambda n: n + 1)(4),
        failure,
    )
