"""Exceptions of tasks come back as what they were, with what happened in the interpreter as their cause."""

from concurrent.futures import InterpreterPoolExecutor, as_completed
from concurrent.interpreters import ExecutionFailed


def sell(article, count):
    stock = {"nail": 100, "hammer": 1}
    if count > stock[article]:
        raise FileNotFoundError(stock[article], "out of stock", article)
    return stock[article] - count


def convert(text):
    try:
        return int(text)
    except ValueError as error:
        raise RuntimeError(f"cannot convert {text!r}") from error


def leave(status):
    raise SystemExit(status)


def several():
    raise ExceptionGroup("several", [ValueError(1), TypeError("two")])


def main():
    with InterpreterPoolExecutor(2) as pool:
        print(pool.submit(sell, "nail", 30).result())
        for args in (("hammer", 2), ("saw", 1), ("nail",)):
            error = pool.submit(sell, *args).exception()
            print(type(error).__name__, error.args, getattr(error, "errno", "-"), type(error.__cause__).__name__)
        error = pool.submit(convert, "7x").exception()
        print(repr(error), isinstance(error.__cause__, ExecutionFailed), "ValueError" in str(error.__cause__))
        print(error.__cause__.excinfo.type.__name__, error.__cause__.excinfo.msg)
        print(repr(pool.submit(leave, 4).exception()))
        error = pool.submit(several).exception()
        print(error.message, error.exceptions)

        results = pool.map(convert, ["1", "2", "x", "4"])
        print(next(results), next(results))
        try:
            next(results)
        except RuntimeError as error:
            print("third:", error)
        good, bad = [], []
        for job in as_completed([pool.submit(convert, text) for text in "12ab3"]):
            (bad if job.exception() else good).append(str(job.exception() or job.result()))
        print(sorted(good), sorted(bad))
        print(pool.submit(convert, "8").result())


if __name__ == "__main__":
    main()
