package dev.clutch.cpython;

import dev.clutch.tck.ConversionTableContract;

class CPythonConversionTableTest extends ConversionTableContract {}
