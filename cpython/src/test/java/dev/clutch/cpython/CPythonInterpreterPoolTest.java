package dev.clutch.cpython;

import dev.clutch.tck.InterpreterPoolContract;

class CPythonInterpreterPoolTest extends InterpreterPoolContract {}
