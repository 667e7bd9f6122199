package dev.clutch.cpython;

import dev.clutch.tck.PythonBufferApiContract;

class CPythonPythonBufferApiTest extends PythonBufferApiContract {}
