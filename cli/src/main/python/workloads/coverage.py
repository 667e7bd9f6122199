"""Which lines and branches of a program ran."""

import os
import tempfile

import coverage

PROGRAM = """
def f(x):
    if x:
        return 1
    return 2

f(1)
for i in range(3):
    pass
"""


def run():
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "program.py")
        with open(path, "w") as file:
            file.write(PROGRAM)
        measuring = coverage.Coverage(data_file=None, branch=True, config_file=False, include=[path])
        measuring.set_option("run:core", "ctrace")
        measuring.start()
        exec(compile(PROGRAM, path, "exec"), {})
        measuring.stop()
        _, statements, excluded, missing, _ = measuring.analysis2(path)
        arcs = sorted(measuring.get_data().arcs(path))
    return statements, excluded, missing, arcs
