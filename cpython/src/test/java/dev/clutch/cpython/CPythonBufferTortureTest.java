package dev.clutch.cpython;

import dev.clutch.tck.BufferTortureContract;

class CPythonBufferTortureTest extends BufferTortureContract {}
