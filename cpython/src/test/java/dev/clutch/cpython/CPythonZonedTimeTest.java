package dev.clutch.cpython;

import dev.clutch.tck.ZonedTimeContract;

class CPythonZonedTimeTest extends ZonedTimeContract {}
