package dev.clutch.cpython;

import dev.clutch.tck.LockContract;

class CPythonLockTest extends LockContract {}
