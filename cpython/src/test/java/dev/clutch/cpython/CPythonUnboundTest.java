package dev.clutch.cpython;

import dev.clutch.tck.UnboundContract;

class CPythonUnboundTest extends UnboundContract {}
