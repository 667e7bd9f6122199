package dev.clutch.cpython;

import dev.clutch.tck.CallableContract;

class CPythonCallableTest extends CallableContract {}
