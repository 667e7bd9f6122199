package dev.clutch.cpython;

import dev.clutch.tck.ExceptionContract;

class CPythonExceptionTest extends ExceptionContract {}
