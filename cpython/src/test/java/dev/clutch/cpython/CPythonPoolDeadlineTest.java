package dev.clutch.cpython;

import dev.clutch.tck.PoolDeadlineContract;

class CPythonPoolDeadlineTest extends PoolDeadlineContract {}
