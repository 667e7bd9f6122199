"""Code in interpreters: names stay from one exec to the next, and each interpreter has its own."""

import sys
from concurrent import interpreters


def greet_from_inside():
    import sys

    print("no __main__ of the program:", not hasattr(sys.modules["__main__"], "greet_from_inside"), flush=True)


def main():
    left, right = interpreters.create(), interpreters.create()
    left.prepare_main(name="left", numbers=(1, 2, 3))
    right.prepare_main({"name": "right", "numbers": (10, 20)}, extra=b"bytes")
    for interpreter in (left, right):
        interpreter.exec("total = sum(numbers)")
        interpreter.exec("print(name, total, flush=True)")
    right.exec("print(extra.decode(), __name__, flush=True)")
    left.exec("""if True:
        def double(x):
            return 2 * x
        print('indented', double(total), flush=True)
    """)
    left.exec(greet_from_inside)
    left.exec("import math; math.pi = 3")
    right.exec("import math; print(math.pi > 3, flush=True)")

    print(left.whence, interpreters.get_main().whence, interpreters.get_current() == interpreters.get_main())
    print(left in interpreters.list_all(), len(interpreters.list_all()), left.is_running())
    left.exec("""if True:
        from concurrent import interpreters
        me = interpreters.get_current()
        print(me.is_running(), me == interpreters.get_main(), len(interpreters.list_all()), flush=True)
    """)
    left.close()
    right.close()
    print(len(interpreters.list_all()))


if __name__ == "__main__":
    sys.stdout.reconfigure(line_buffering=True)
    main()
