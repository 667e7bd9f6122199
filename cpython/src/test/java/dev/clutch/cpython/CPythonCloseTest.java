package dev.clutch.cpython;

import dev.clutch.tck.CloseContract;

class CPythonCloseTest extends CloseContract {}
