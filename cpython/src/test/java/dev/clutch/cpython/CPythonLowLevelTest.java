package dev.clutch.cpython;

import dev.clutch.tck.LowLevelContract;

class CPythonLowLevelTest extends LowLevelContract {}
