package dev.clutch.cpython;

import dev.clutch.tck.FailureTravelContract;

class CPythonFailureTravelTest extends FailureTravelContract {}
