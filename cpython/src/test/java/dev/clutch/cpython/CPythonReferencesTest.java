package dev.clutch.cpython;

import dev.clutch.tck.ReferencesContract;

class CPythonReferencesTest extends ReferencesContract {}
