package dev.clutch.cpython;

import dev.clutch.tck.TextContract;

class CPythonTextTest extends TextContract {}
