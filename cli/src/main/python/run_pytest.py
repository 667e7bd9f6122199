"""Runs a package's own tests by pytest, in this interpreter or in several others at once, and tells what becomes of them.

    run_pytest.py [--interpreters N] MODULE

MODULE is a module or package of tests. With ``--interpreters`` it runs in N new interpreters at the same time.

What happens goes to standard output as run_suite.py says; the id of a test starts with the party that has run it, which is
``plain`` or the number of the interpreter. What the tests print goes to standard error.
"""

import argparse
import os
import re
import sys
import threading
import traceback

LONGEST_TEXT = 300
# As numpy.test() does: what is marked slow needs gigabytes, and skips itself where they are not free just then.
FAST = ["-m", "not slow"]
OPTIONS = ["-q", "-p", "no:cacheprovider", "-p", "no:faulthandler", "--capture=no", "-W", "ignore", *FAST, "--pyargs"]


def write(descriptor, *fields):
    """Write one event. At once, so that no two interpreters' lines mix and none is lost."""
    os.write(descriptor, ("\t".join(map(str, fields)) + "\n").encode("utf-8", "backslashreplace"))


def short(text):
    """Return the text in one line that is not too long, and the same in each run."""
    return re.sub(r"\b0x[0-9a-fA-F]+", "0x...", " ".join(str(text).split()))[:LONGEST_TEXT]


class Recorder:
    """A plugin of pytest that tells of each test once: of its first failure, or what came last."""

    def __init__(self, descriptor, party):
        self._descriptor = descriptor
        self._party = party
        self._outcome = None

    def _id(self, nodeid):
        file, _, test = nodeid.partition("::")
        return short(f"{self._party} {os.path.basename(file).removesuffix('.py')}::{test}")

    def pytest_runtest_logstart(self, nodeid, location):
        """A test starts."""
        self._outcome = None
        write(self._descriptor, "start", self._id(nodeid))

    def pytest_runtest_logreport(self, report):
        """A part of a test has ended: setting up, the test, or tearing down."""
        if self._outcome is None or self._outcome[0] not in ("failed", "skipped", "xfailed"):
            self._outcome = self._outcome_of(report)

    def _outcome_of(self, report):
        if hasattr(report, "wasxfail"):
            return ("xfailed" if report.skipped else "xpassed"), short(report.wasxfail)
        if report.failed:
            print(report.longreprtext, file=sys.stderr, flush=True)
        return report.outcome, short(report.longreprtext[-LONGEST_TEXT:]) if report.failed else ""

    def pytest_runtest_logfinish(self, nodeid, location):
        """A test has ended."""
        write(self._descriptor, "end", self._id(nodeid), self._outcome[0], "0", self._outcome[1])

    def pytest_collectreport(self, report):
        """A module may not be importable."""
        if report.failed:
            text = short(report.longreprtext[-LONGEST_TEXT:])
            write(self._descriptor, "end", self._id(report.nodeid + "::"), "failed", "0", text)


def run(descriptor, party, module):
    """Run the tests in this interpreter."""
    import pytest

    pytest.main([*OPTIONS, f"--basetemp={os.path.abspath(party)}", module], plugins=[Recorder(descriptor, party)])


def run_in(interpreter, descriptor, party, module):
    """Run the tests in another interpreter."""
    try:
        interpreter.exec(f"import sys; sys.path.append({sys.path[0]!r}); import run_pytest")
        interpreter.exec(f"run_pytest.run({descriptor}, {party!r}, {module!r})")
    except Exception as error:
        traceback.print_exc()
        write(descriptor, "end", f"{party} interpreter", "failed", "0", short(error))


def run_in_others(descriptor, count, module):
    """Run the tests in so many interpreters at the same time."""
    from concurrent import interpreters

    made = [interpreters.create() for _ in range(count)]
    threads = [
        threading.Thread(target=run_in, args=(interpreter, descriptor, str(number), module))
        for number, interpreter in enumerate(made, 1)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for interpreter in made:
        interpreter.close()


def main():
    """Run as the command line says."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--interpreters", type=int, default=0)
    parser.add_argument("module")
    options = parser.parse_args()

    descriptor = os.dup(1)
    os.dup2(2, 1)
    if options.interpreters:
        run_in_others(descriptor, options.interpreters, options.module)
    else:
        run(descriptor, "plain", options.module)
    write(descriptor, "done")


if __name__ == "__main__":
    main()
