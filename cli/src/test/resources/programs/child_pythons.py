"""Pythons that an interpreter starts by sys.executable; they have the same API."""

import subprocess
import sys
from concurrent import interpreters
from concurrent.futures import InterpreterPoolExecutor

CHILD = """
import sys
from concurrent import interpreters
queue = interpreters.create_queue()
interpreter = interpreters.create()
interpreter.prepare_main(queue=queue, word=sys.argv[1])
interpreter.exec('queue.put(word[::-1])')
print(queue.get(), sys.stdin.read().upper())
interpreter.close()
"""


def start(word):
    command = [sys.executable, "-I", "-c", CHILD, word]
    return subprocess.run(command, input="from the parent", capture_output=True, text=True, check=True).stdout


def fail():
    return subprocess.run([sys.executable, "-c", "raise SystemExit(7)"]).returncode


def main():
    print(start("drawer"), end="")
    interpreter = interpreters.create()
    print(interpreter.call(start, "stressed"), end="")
    with InterpreterPoolExecutor(2) as pool:
        print(*pool.map(start, ("desserts", "reward")), sep="", end="")
        print(pool.submit(fail).result())
    interpreter.close()


if __name__ == "__main__":
    main()
