package dev.clutch.cpython;

import dev.clutch.tck.LargeValueContract;

class CPythonLargeValueTest extends LargeValueContract {}
