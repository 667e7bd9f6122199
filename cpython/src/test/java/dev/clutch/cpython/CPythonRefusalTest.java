package dev.clutch.cpython;

import dev.clutch.tck.RefusalContract;

class CPythonRefusalTest extends RefusalContract {}
