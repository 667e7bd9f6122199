package dev.clutch.cpython;

import dev.clutch.tck.MemoryViewContract;

class CPythonMemoryViewTest extends MemoryViewContract {}
