package dev.clutch.cpython;

import dev.clutch.tck.WaitContract;

class CPythonWaitTest extends WaitContract {}
