"""Runs one of CPython's test suites and tells of each test when it starts and when it ends.

    run_suite.py [--own-gil] [--resources NAME,...] SUITE [PATTERN...]

SUITE is a module or package; PATTERN chooses tests as that of ``unittest -k`` does. With ``--own-gil`` the
suite runs in a new isolated interpreter, otherwise in the main one. RESOURCES are those of ``python -m test
-u``; none unless given.

What happens goes to standard output, one event a line with tabs between its fields; what the tests print
goes to standard error, and so does the traceback of each failure.

    plan   NUMBER OF TESTS
    start  ID
    end    ID  OUTCOME  SECONDS  TEXT
    done

A test ends once. A subtest that is skipped, and a class or module that fails, ends without a start. The
exit status is 0 if all tests have run, whatever became of them.
"""

import argparse
import importlib
import os
import re
import sys
import time
import traceback
import unittest

LONGEST_TEXT = 300


class Events:
    """Lines on a file descriptor that no child process inherits. Written at once, so that none is lost."""

    def __init__(self, descriptor):
        self._descriptor = descriptor
        self._times = {}
        os.register_at_fork(after_in_child=self._close)

    def _close(self):
        os.close(self._descriptor)

    def write(self, *fields):
        """Write one event."""
        line = "\t".join(map(str, fields)) + "\n"
        os.write(self._descriptor, line.encode("utf-8", "backslashreplace"))

    def name(self, test):
        """Return an id for a test that is about to end or start: the same in each run, and unique."""
        name = re.sub(r"\b0x[0-9a-fA-F]+", "0x...", one_line(test if isinstance(test, str) else test.id()))
        self._times[name] = times = self._times.get(name, 0) + 1
        return name if times == 1 else f"{name} #{times}"


def one_line(text):
    """Return the text with single spaces for all white space."""
    return " ".join(str(text).split())


def short(text):
    """Return the text in one line that is not too long."""
    return one_line(text)[:LONGEST_TEXT]


def summary(error):
    """Return the last line of a traceback."""
    return short("".join(traceback.format_exception_only(error)))


class Recorder(unittest.TextTestResult):
    """Gives each test one outcome: the first failure, or else what came last."""

    def __init__(self, events, stream, descriptions, verbosity, **options):
        super().__init__(stream, descriptions, verbosity, **options)
        self._events = events
        self._test = None

    def startTest(self, test):
        super().startTest(test)
        self._test = test
        self._name = self._events.name(test)
        self._outcome = "passed", ""
        self._start = time.perf_counter()
        self._events.write("start", self._name)

    def stopTest(self, test):
        self._test = None
        seconds = time.perf_counter() - self._start
        outcome, text = self._outcome
        self._events.write("end", self._name, outcome, f"{seconds:.3f}", text)
        super().stopTest(test)

    def _record(self, test, outcome, text=""):
        if test is not self._test:
            self._events.write("end", self._events.name(test), outcome, "0", text)
        elif self._outcome[0] != "failed":
            self._outcome = outcome, text

    def addSkip(self, test, reason):
        super().addSkip(test, reason)
        self._record(test, "skipped", short(reason))

    def addExpectedFailure(self, test, err):
        super().addExpectedFailure(test, err)
        self._record(test, "xfailed", summary(err[1]))

    def addUnexpectedSuccess(self, test):
        super().addUnexpectedSuccess(test)
        self._record(test, "xpassed")

    def addFailure(self, test, err):
        super().addFailure(test, err)
        self._record_failure(test, err, self.failures)

    def addError(self, test, err):
        super().addError(test, err)
        self._record_failure(test, err, self.errors)

    def _record_failure(self, test, err, formatted):
        self._record(test, "failed", summary(err[1]))
        self._show(formatted)

    def addSubTest(self, test, subtest, err):
        super().addSubTest(test, subtest, err)
        if err is not None:
            self._record(test, "failed", short(f"{subtest._subDescription()} {summary(err[1])}"))
            self._show(self.failures if issubclass(err[0], test.failureException) else self.errors)

    def _show(self, formatted):
        """Print the newest traceback now: the process may not live to do it at its end."""
        self.stream.writeln(formatted[-1][1])
        self.stream.flush()

    def printErrors(self):
        """Nothing: they have been printed."""


def set_up_support(resources):
    """Set what ``python -m test`` sets and tests look at."""
    from test import support

    support.verbose = 0
    support.use_resources = dict.fromkeys(resources)
    support.record_original_stdout(sys.stdout)


def load(suite, patterns):
    """Return the tests of a module whose ids match one of the patterns, or all if there are none."""
    loader = unittest.TestLoader()
    if patterns:
        loader.testNamePatterns = [p if "*" in p else f"*{p}*" for p in patterns]
    return loader.loadTestsFromModule(importlib.import_module(suite))


def run(descriptor, suite, resources, patterns):
    """Run a suite in this interpreter, with events to a file descriptor. A suite that cannot be loaded fails."""
    events = Events(descriptor)
    try:
        set_up_support(resources)
        tests = load(suite, patterns)
    except unittest.SkipTest as skip:
        events.write("end", events.name(suite), "skipped", "0", short(skip))
    except Exception as error:
        traceback.print_exc()
        events.write("end", events.name(suite), "failed", "0", summary(error))
    else:
        events.write("plan", tests.countTestCases())
        unittest.TextTestRunner(
            sys.stderr, verbosity=2, resultclass=lambda *args, **options: Recorder(events, *args, **options)
        ).run(tests)
    sys.stderr.flush()
    events.write("done")


def run_in_interpreter(*arguments):
    """As run(), in a new isolated interpreter."""
    from concurrent import interpreters

    interpreter = interpreters.create()
    interpreter.exec(f"""if True:
        import sys
        sys.argv[:] = {sys.argv!r}
        sys.path.insert(0, {sys.path[0]!r})
        import run_suite
        run_suite.run(*{arguments!r})
    """)
    interpreter.close()


def main():
    """Run as the command line says."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--own-gil", action="store_true")
    parser.add_argument("--resources", default="")
    parser.add_argument("suite")
    parser.add_argument("patterns", nargs="*")
    options = parser.parse_args()

    descriptor = os.dup(1)
    os.dup2(2, 1)
    function = run_in_interpreter if options.own_gil else run
    function(descriptor, options.suite, options.resources.split(","), options.patterns)


if __name__ == "__main__":
    main()
