package dev.clutch.cpython;

import dev.clutch.tck.ReuseContract;

class CPythonReuseTest extends ReuseContract {}
