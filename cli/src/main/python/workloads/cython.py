"""Cython's compiler, which is compiled itself: Python to C, and an error."""

import io
import os
import tempfile

from Cython.Compiler.Errors import CompileError
from Cython.Compiler.Main import CompilationOptions, compile_single, default_options
from Cython.Compiler.Scanning import PyrexScanner, StringSourceDescriptor

SOURCE = """
cpdef int add(int a, int b) except? -1:
    return a + b

cdef class Point:
    cdef public double x, y
    def norm(self):
        return (self.x ** 2 + self.y ** 2) ** 0.5
"""


def compiled(folder, name, source):
    path = os.path.join(folder, name + ".pyx")
    with open(path, "w") as file:
        file.write(source)
    options = CompilationOptions(default_options, language_level=3)
    result = compile_single(path, options, full_module_name=name)
    if result.num_errors:
        return result.num_errors
    with open(result.c_file) as file:
        lines = file.read().replace(folder, "").splitlines()
    return sum(not line.startswith("/*") for line in lines), sum("__pyx_f_" in line for line in lines)


def run():
    scanner = PyrexScanner.__module__, io.StringIO.__name__, StringSourceDescriptor.__name__, CompileError.__name__
    with tempfile.TemporaryDirectory() as folder:
        return compiled(folder, "workload", SOURCE), compiled(folder, "broken", "def f(:\n"), scanner
