"""A run of pytest itself: fixtures, parameters, skips, rewritten asserts."""

import contextlib
import io
import os
import re
import tempfile

import pytest

TESTS = """
import pytest

@pytest.fixture(params=[1, 2])
def number(request):
    yield request.param

def test_number(number, tmp_path):
    assert number < 2

@pytest.mark.parametrize("a,b", [(1, 1), (2, 3)])
def test_pairs(a, b):
    assert {"k": a} == {"k": b}

def test_raises():
    with pytest.raises(ValueError, match="x+"):
        raise ValueError("xx")

@pytest.mark.skip(reason="not now")
def test_skipped(): pass
"""


class Seen:
    def __init__(self):
        self.reports = []

    def pytest_runtest_logreport(self, report):
        if report.when == "call" or report.skipped:
            self.reports.append((report.nodeid.split("::")[1], report.outcome))


def run():
    seen, out = Seen(), io.StringIO()
    with tempfile.TemporaryDirectory() as folder, contextlib.redirect_stdout(out):
        path = os.path.join(folder, f"test_own_{id(seen)}.py")
        with open(path, "w") as file:
            file.write(TESTS)
        options = ["-q", "-p", "no:cacheprovider", "-p", "no:faulthandler", f"--rootdir={folder}", f"--basetemp={folder}/tmp", "--capture=no"]
        status = pytest.main([*options, path], plugins=[seen])
    return status, seen.reports, re.findall(r"assert \{.*\}", out.getvalue())
