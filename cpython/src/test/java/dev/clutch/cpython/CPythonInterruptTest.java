package dev.clutch.cpython;

import dev.clutch.tck.InterruptContract;

class CPythonInterruptTest extends InterruptContract {}
