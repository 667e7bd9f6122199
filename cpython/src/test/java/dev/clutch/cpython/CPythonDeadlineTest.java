package dev.clutch.cpython;

import dev.clutch.tck.DeadlineContract;

class CPythonDeadlineTest extends DeadlineContract {}
