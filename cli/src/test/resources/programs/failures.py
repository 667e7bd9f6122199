"""What goes wrong in an interpreter is seen outside as ExecutionFailed; the interpreter goes on."""

from concurrent import interpreters


class Refusal(Exception):
    pass


def refuse(reason):
    raise Refusal(reason)


def divide(a, b):
    return a / b


def deep(n):
    return deep(n - 1) if n else divide(1, 0)


def attempt(label, function, *args):
    try:
        print(label, "->", function(*args))
    except interpreters.ExecutionFailed as failure:
        info = failure.excinfo
        print(label, "failed:", info.type.__name__, "|", info.msg)
    except Exception as error:
        print(label, "raised:", type(error).__name__)


def show_display(interpreter):
    try:
        interpreter.exec("def f():\n    raise ValueError('inside')\nf()")
    except interpreters.ExecutionFailed as failure:
        lines = failure.excinfo.errdisplay.splitlines()
        print(lines[0], "|", lines[-1])
        print("the display is in the message:", failure.excinfo.errdisplay.strip() in str(failure))


def main():
    interpreter = interpreters.create()
    for code in ("1/0", "raise KeyError('k')", "import sys; sys.exit(3)", "x =", "raise Exception", "nothing",
                 "import no_such_module", "raise KeyboardInterrupt", "assert 1 > 2, 'of course'", "x = 5"):
        attempt(code, interpreter.exec, code)
    interpreter.exec("assert x == 5")
    attempt("refuse", interpreter.call, refuse, "not today")
    attempt("divide", interpreter.call, divide, 1, 0)
    attempt("wrong arguments", interpreter.call, divide, 1)
    attempt("deep", interpreter.call, deep, 20)
    show_display(interpreter)

    attempt("prepare a list", lambda: interpreter.prepare_main(names=["a"]))
    attempt("a generator", interpreter.call, print, (n for n in range(3)))
    attempt("itself", interpreters.get_main().close)
    attempt("the main one", interpreters.get_main().exec, "pass")
    attempt("no id", interpreters.Interpreter, 10**6)
    attempt("a wrong id", interpreters.Interpreter, "1")
    interpreter.close()
    for label, function in (("exec", interpreter.exec), ("close", lambda _: interpreter.close()),
                            ("is_running", lambda _: interpreter.is_running())):
        attempt(f"{label} after the end", function, "pass")


if __name__ == "__main__":
    main()
