package dev.clutch.cpython;

import dev.clutch.tck.PythonCallContract;

class CPythonPythonCallTest extends PythonCallContract {}
