package dev.clutch.cpython;

import dev.clutch.tck.PythonApiContract;

class CPythonPythonApiTest extends PythonApiContract {}
