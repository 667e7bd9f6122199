package dev.clutch.cpython;

import dev.clutch.tck.IsolationContract;

class CPythonIsolationTest extends IsolationContract {}
