package dev.clutch.cpython;

import dev.clutch.tck.CallContract;

class CPythonCallTest extends CallContract {}
