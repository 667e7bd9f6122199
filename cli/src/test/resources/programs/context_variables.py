"""Context variables stay where they are: an interpreter has its own, a call sees none of the caller's."""

import contextvars
import decimal
from concurrent import interpreters
from concurrent.futures import InterpreterPoolExecutor, ThreadPoolExecutor


def set_precision(digits):
    import decimal

    before = decimal.getcontext().prec
    decimal.getcontext().prec = digits
    return before


def third():
    import decimal

    return decimal.Decimal(1) / 3


def third_with(digits):
    """What libraries do: they send the value along, and set it at the other side."""
    import decimal

    with decimal.localcontext(prec=digits):
        return decimal.Decimal(1) / 3


def main():
    decimal.getcontext().prec = 5
    interpreter = interpreters.create()
    print(third(), interpreter.call(third), interpreter.call(third_with, decimal.getcontext().prec))
    context = contextvars.copy_context()
    print(context.run(set_precision, 7), context.run(interpreter.call, third), context.run(third), third())
    with ThreadPoolExecutor(1) as threads:
        print(threads.submit(third).result(), threads.submit(context.run, third).result())
    with InterpreterPoolExecutor(1) as pool:
        print(pool.submit(third).result(), context.run(pool.submit, third).result())
    interpreter.close()


if __name__ == "__main__":
    main()
