package dev.clutch.cpython;

import dev.clutch.tck.PythonQueueApiContract;

class CPythonPythonQueueApiTest extends PythonQueueApiContract {}
