"""Modules in a folder that only this program has on its path: others are told by hand."""

import sys
import tempfile
from concurrent import interpreters
from concurrent.futures import InterpreterPoolExecutor
from pathlib import Path

MODULE = """
from dataclasses import dataclass
calls = 0

@dataclass
class Box:
    width: int

def grow(box, by=1):
    global calls
    calls += 1
    return Box(box.width + by)

def count():
    return calls
"""


def take_path(path):
    sys.path[:] = path


def main():
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "boxes.py").write_text(MODULE)
        sys.path.insert(0, folder)
        import boxes

        interpreter = interpreters.create()
        interpreter.call(take_path, sys.path)
        print(interpreter.call(boxes.grow, boxes.Box(1)), interpreter.call(boxes.grow, boxes.Box(5), by=10))
        print(interpreter.call(boxes.count), boxes.count())
        interpreter.close()

        other = interpreters.create()
        other.prepare_main(path=tuple(sys.path))
        other.exec("import sys; sys.path[:] = path; import boxes")
        other.exec("assert boxes.grow(boxes.Box(2)) == boxes.Box(3)")
        other.close()

        with InterpreterPoolExecutor(1, initializer=take_path, initargs=(sys.path,)) as pool:
            print(list(pool.map(boxes.grow, map(boxes.Box, range(3)))), pool.submit(boxes.count).result())


if __name__ == "__main__":
    main()
