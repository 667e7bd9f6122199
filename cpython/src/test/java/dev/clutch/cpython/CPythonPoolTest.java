package dev.clutch.cpython;

import dev.clutch.tck.PoolContract;

class CPythonPoolTest extends PoolContract {}
