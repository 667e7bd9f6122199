"""A census of Python's standard library: parse each of its files, on all cores of one process.

    clutch run census.py          # or: python3.14 census.py
    clutch run census.py --help

Plain PEP 734 code. One queue hands out the files, the largest first. A worker in each interpreter parses
them with ``ast``, and a second queue brings the numbers back. Every interpreter has a lock (GIL) of its own,
so two of them keep two cores busy, where two threads would take turns on one.

A branch is a place where the code can go one way or another: each ``if``, ``elif``, ``for``, ``while``,
``except``, ``case``, conditional expression, and ``for`` or ``if`` of a comprehension counts one; ``and`` and
``or`` count one for each operand after the first. The complexity of a function is 1 plus the branches in its
text: with its decorators and defaults, with lambdas and classes in it, but without functions in it, for these
are counted on their own.

Results go to stdout and do not depend on who runs it, or with how many workers. Times go to stderr; they
include making and closing the workers and adding up, but not the search for the files.
"""

import argparse
import ast
import os
import sys
import sysconfig
import time
import warnings
from collections.abc import Iterable, Iterator
from concurrent import interpreters
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import ExitStack, closing, suppress
from itertools import chain, islice
from multiprocessing import get_context
from pathlib import Path

STDLIB = Path(sysconfig.get_path("stdlib"))
FUNCTIONS = {ast.FunctionDef, ast.AsyncFunctionDef}
BRANCHES = {ast.If, ast.IfExp, ast.For, ast.AsyncFor, ast.While, ast.ExceptHandler, ast.comprehension, ast.match_case}
LEAVES = {ast.Name, ast.Constant, ast.Load, ast.Store}  # most of the nodes, and nothing to count in them

type Function = tuple[int, str, int, str]  # complexity, file, line, qualified name
type Counts = tuple[int, int, int, int, int, tuple[Function, ...]]  # as report() names them


# What workers do. Only small tuples cross the queues, so hardly any time goes into copying.


def work(tasks: interpreters.Queue, results: interpreters.Queue) -> None:
    """Count the files whose names come out of one queue, until None comes, and put the counts into the other."""
    while (path := tasks.get()) is not None:
        results.put(count(path))


def count(path: str) -> Counts:
    """Return the counts of one file; one that cannot be parsed only counts as skipped."""
    source = (STDLIB / path).read_bytes()
    try:
        with warnings.catch_warnings(action="ignore"):
            tree = ast.parse(source)
    except (SyntaxError, ValueError):
        return 0, 1, 0, 0, 0, ()
    functions: list[Function] = []
    branches = branches_in(tree, path, "", functions) + sum(complexity - 1 for complexity, *_ in functions)
    return 1, 0, len(source.splitlines()), len(functions), branches, tuple(most_complex(functions))


def branches_in(parent: ast.AST, path: str, scope: str, functions: list[Function]) -> int:
    """Return the branches below a node but outside of functions, and append these to the list."""
    branches = 0
    for node in ast.iter_child_nodes(parent):
        kind = type(node)
        if kind in FUNCTIONS:
            name = scope + node.name
            complexity = 1 + branches_in(node, path, f"{name}.<locals>.", functions)
            functions.append((complexity, path, node.lineno, name))
        elif kind not in LEAVES:
            branches += kind in BRANCHES
            if kind is ast.BoolOp:
                branches += len(node.values) - 1
            elif kind is ast.comprehension:
                branches += len(node.ifs)
            inner = f"{scope}{node.name}." if kind is ast.ClassDef else scope
            branches += branches_in(node, path, inner, functions)
    return branches


def most_complex(functions: Iterable[Function]) -> list[Function]:
    """Return the ten most complex functions; those that are equally complex in the order of their files."""
    return sorted(functions, key=lambda function: (-function[0], *function[1:]))[:10]


# Two ways to run the workers. Both yield the counts of all files, in any order.


def in_interpreters(files: list[str], workers: int) -> Iterator[Counts]:
    """Run the workers in interpreters of this process."""
    tasks, results = interpreters.create_queue(), interpreters.create_queue()

    def run(interpreter: interpreters.Interpreter) -> None:
        try:
            interpreter.call(work, tasks, results)
        finally:
            results.put(None)  # noticed only if the worker ends too early: after an error

    def stop() -> None:
        with suppress(interpreters.QueueEmpty):
            while True:
                tasks.get_nowait()  # finds something only after Ctrl-C or an error
        for _ in range(workers):
            tasks.put(None)

    for path in files:
        tasks.put(path)
    with ExitStack() as stack:  # undone in reverse: stop the workers, join the threads, close the interpreters
        crew = [stack.enter_context(closing(interpreters.create())) for _ in range(workers)]
        threads = stack.enter_context(ThreadPoolExecutor(workers))
        stack.callback(stop)
        jobs = [threads.submit(run, interpreter) for interpreter in crew]
        yield from islice(iter(results.get, None), len(files))
    for job in jobs:
        job.result()  # raises what the worker raised


def in_processes(files: list[str], workers: int) -> Iterator[Counts]:
    """Run the workers in processes, each a Python of its own."""
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        yield from pool.map(count, files, chunksize=4)


# What the main interpreter does.


def find_files() -> list[str]:
    """Return all files of the standard library, the largest first."""
    sizes = {
        path.relative_to(STDLIB).as_posix(): len(path.read_bytes())  # reads it, so that no run has to wait for the disk
        for path in STDLIB.rglob("*.py")
        if "site-packages" not in path.parts
    }
    return sorted(sizes, key=lambda path: (-sizes[path], path))


def report(all_counts: Iterable[Counts]) -> str:
    """Add up, and return the totals and the most complex functions as text."""
    *columns, tops = zip(*all_counts)
    files, skipped, lines, functions, branches = map(sum, columns)
    return "\n".join([
        f"{files:,} files ({skipped} more skipped), {lines:,} lines, {functions:,} functions, {branches:,} branches",
        "The most complex functions:",
        *(f"{complexity:5}  {path}:{line}  {name}" for complexity, path, line, name in most_complex(chain(*tops))),
    ])


def progress(label: str, total: int, steps: Iterator[Counts]) -> Iterator[Counts]:
    """Pass on what comes; meanwhile show a bar, if there is a terminal to show it on."""
    for done, step in enumerate(steps, 1):
        yield step
        if sys.stderr.isatty():
            end = "\r" if done < total else "\r\033[K"
            print(f"{label:16} [{'#' * (done * 40 // total):40}] {done:,}", end=end, file=sys.stderr, flush=True)


def main() -> str | None:
    """Run the census in all ways and compare; return an error message or None."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--interpreters", type=int, default=os.cpu_count(), metavar="N", help="default: one per core")
    parser.add_argument("--limit", type=int, metavar="FILES", help="only so many files, the largest")
    parser.add_argument("--no-multiprocessing", action="store_true", help="leave the run in processes out")
    options = parser.parse_args()
    files, workers = find_files()[: options.limit], options.interpreters
    if workers < 1 or not files:
        parser.error("at least one interpreter and one file are needed")

    ways = [("1 interpreter", in_interpreters, 1)]
    if workers > 1:
        ways.append((f"{workers} interpreters", in_interpreters, workers))
    if not options.no_multiprocessing:
        ways.append((f"{workers} processes", in_processes, workers))

    reports, seconds = [], []
    for label, way, number in ways:
        begin = time.perf_counter()
        with closing(way(files, number)) as counts:
            reports.append(report(progress(label, len(files), counts)))
        seconds.append(time.perf_counter() - begin)
    print(reports[0], flush=True)
    for (label, _, _), needed in zip(ways, seconds):
        print(f"{label:16} {needed:6.2f} s  ({needed / seconds[0]:.2f} of the first)", file=sys.stderr)
    return None if len(set(reports)) == 1 else "the results differ:\n\n" + "\n\n".join(reports)


if __name__ == "__main__":
    sys.exit(main())
