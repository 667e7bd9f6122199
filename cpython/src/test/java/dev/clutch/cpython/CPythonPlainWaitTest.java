package dev.clutch.cpython;

import dev.clutch.tck.PlainWaitContract;

class CPythonPlainWaitTest extends PlainWaitContract {}
