package dev.clutch.cpython;

import dev.clutch.tck.RestrictionContract;

class CPythonRestrictionTest extends RestrictionContract {}
