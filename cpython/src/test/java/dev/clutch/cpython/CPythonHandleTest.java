package dev.clutch.cpython;

import dev.clutch.tck.HandleContract;

class CPythonHandleTest extends HandleContract {}
