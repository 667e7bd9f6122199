package dev.clutch.cpython;

import dev.clutch.tck.PythonChannelApiContract;

class CPythonPythonChannelApiTest extends PythonChannelApiContract {}
