package dev.clutch.cpython;

import dev.clutch.tck.OutputContract;

class CPythonOutputTest extends OutputContract {}
