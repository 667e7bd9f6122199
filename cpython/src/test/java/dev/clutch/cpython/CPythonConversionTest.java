package dev.clutch.cpython;

import dev.clutch.tck.ConversionContract;

class CPythonConversionTest extends ConversionContract {}
