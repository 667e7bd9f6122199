package dev.clutch.cpython;

import dev.clutch.tck.FairnessContract;

class CPythonFairnessTest extends FairnessContract {}
