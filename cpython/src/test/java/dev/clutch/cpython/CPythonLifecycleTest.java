package dev.clutch.cpython;

import dev.clutch.tck.LifecycleContract;

class CPythonLifecycleTest extends LifecycleContract {}
