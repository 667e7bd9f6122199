"""Runs workloads of packages, in this interpreter or in several others at once, and tells what comes out.

    run_workloads.py [--interpreters N] [--rounds N] [--shuffle NUMBER] NAME WORKLOAD...

NAME is what the run is called in lists of processes. A workload is a Python file with a function ``run()`` that returns a value with the same ``repr`` each time. With
``--interpreters`` the workloads run in N new interpreters at the same time, and then in N new ones again for each round;
with ``--shuffle`` in another order in each, which the number decides.

What happens goes to standard output, one event a line with tabs between its fields; what the packages print goes to
standard error, and so does the traceback of each failure. PARTY is ``plain``, or the number of the round and that of the
interpreter.

    start  PARTY NAME
    end    PARTY NAME     OUTCOME  SECONDS  RESULT
    end    PARTY modules  passed   SECONDS  EXTENSION MODULES
    end    PARTY interpreter  failed  SECONDS  WHY
    done

The last event of a party names the extension modules that do not belong to the standard library, or tells that the
interpreter itself did not work.
"""

import argparse
import hashlib
import os
import random
import runpy
import sys
import threading
import time
import traceback

LONGEST_RESULT = 200


def write(descriptor, *fields):
    """Write one event. At once, so that no two interpreters' lines mix and none is lost."""
    os.write(descriptor, ("\t".join(map(str, fields)) + "\n").encode("utf-8", "backslashreplace"))


def one_line(value):
    """Return the text of a result in one line: the repr, or how it begins and its hash."""
    text = " ".join(str(value).split())
    if len(text) <= LONGEST_RESULT:
        return text
    return f"{text[:LONGEST_RESULT]}... {hashlib.sha256(text.encode('utf-8', 'backslashreplace')).hexdigest()}"


def run_one(descriptor, party, path):
    """Run one workload and tell its result."""
    name = f"{party} {os.path.basename(path).removesuffix('.py')}"
    write(descriptor, "start", name)
    start = time.perf_counter()
    try:
        outcome, text = "passed", repr(runpy.run_path(path)["run"]())
    except BaseException as error:
        traceback.print_exc()
        outcome, text = "failed", "".join(traceback.format_exception_only(error))
    write(descriptor, "end", name, outcome, f"{time.perf_counter() - start:.3f}", one_line(text))


def extension_modules():
    """Return the names of the extension modules that are loaded, but for the standard library's."""
    found = ((name, getattr(module, "__dict__", {}).get("__spec__")) for name, module in list(sys.modules.items()))
    origins = ((name, getattr(spec, "origin", None) or "") for name, spec in found)
    return sorted(name for name, origin in origins if origin.endswith(".so") and "lib-dynload" not in origin)


def run_all(descriptor, party, paths):
    """Run workloads in this interpreter, and return the names of the extension modules that are loaded then."""
    for path in paths:
        run_one(descriptor, party, path)
    return extension_modules()


def tell_modules(descriptor, party, modules):
    """Tell what a party has loaded; only one thread at a time may do so, since these lines are long."""
    write(descriptor, "end", f"{party} modules", "passed", 0, " ".join(modules))


class Party:
    """An interpreter of its own, with the thread that runs workloads in it."""

    lock = threading.Lock()

    def __init__(self, descriptor, name, paths, start):
        from concurrent import interpreters

        self._arguments = descriptor, name, paths
        self._start = start
        self._interpreter = interpreters.create()
        self._thread = threading.Thread(target=self._work)
        self._thread.start()

    def _work(self):
        descriptor, name, _ = self._arguments
        self._start.wait()
        try:
            modules = self._interpreter.call(run_all, *self._arguments)
        except Exception as error:
            traceback.print_exc()
            write(descriptor, "end", f"{name} interpreter", "failed", 0, one_line(error))
        else:
            with self.lock:
                tell_modules(descriptor, name, modules)

    def end(self):
        """Wait for the thread, and end the interpreter."""
        self._thread.join()
        self._interpreter.close()


def run_round(descriptor, number, orders):
    """Run the workloads in as many interpreters as there are orders, at the same time."""
    start = threading.Barrier(len(orders))
    parties = [Party(descriptor, f"{number}.{i}", order, start) for i, order in enumerate(orders, 1)]
    for party in parties:
        party.end()


def orders_of(paths, count, chance):
    """Return the paths once for each interpreter; each time in another order, if there is chance."""
    if chance is None:
        return [paths] * count
    return [chance.sample(paths, len(paths)) for _ in range(count)]


def main():
    """Run as the command line says."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--interpreters", type=int, default=0)
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--shuffle", type=int)
    parser.add_argument("name")
    parser.add_argument("workloads", nargs="+")
    options = parser.parse_args()

    descriptor = os.dup(1)
    os.dup2(2, 1)
    if options.interpreters:
        chance = None if options.shuffle is None else random.Random(options.shuffle)
        for number in range(1, options.rounds + 1):
            orders = orders_of(options.workloads, options.interpreters, chance)
            run_round(descriptor, number, orders)
    else:
        tell_modules(descriptor, "plain", run_all(descriptor, "plain", options.workloads))
    write(descriptor, "done")


if __name__ == "__main__":
    main()
