package dev.clutch.cpython;

import dev.clutch.tck.BlockedWaitContract;

class CPythonBlockedWaitTest extends BlockedWaitContract {}
