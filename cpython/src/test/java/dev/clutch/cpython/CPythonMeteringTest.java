package dev.clutch.cpython;

import dev.clutch.tck.MeteringContract;

class CPythonMeteringTest extends MeteringContract {}
