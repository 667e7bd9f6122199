package dev.clutch.cpython;

import dev.clutch.tck.StressContract;

class CPythonStressTest extends StressContract {}
