"""Switching back and forth, with values and exceptions, and nested ones."""

from greenlet import GreenletExit, getcurrent, greenlet


def run():
    trace = []

    def first(value):
        trace.append(value)
        trace.append(other.switch("from first"))
        try:
            getcurrent().parent.switch("out")
        except KeyError as error:
            trace.append(repr(error))
        return "ended"

    def second(value):
        trace.append(value)
        try:
            one.switch("from second")
        except GreenletExit:
            trace.append("exit")
            raise

    one, other = greenlet(first), greenlet(second)
    trace.append(one.switch("start"))
    trace.append(one.throw(KeyError("k")))
    trace.append(bool(other))
    other.throw()
    return trace, one.dead, other.dead, sum(greenlet(lambda n: n * n).switch(n) for n in range(1000))
