package dev.clutch.cpython;

import dev.clutch.tck.BufferTravelContract;

class CPythonBufferTravelTest extends BufferTravelContract {}
