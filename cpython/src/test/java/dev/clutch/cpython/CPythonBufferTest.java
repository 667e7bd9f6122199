package dev.clutch.cpython;

import dev.clutch.tck.BufferContract;

class CPythonBufferTest extends BufferContract {}
