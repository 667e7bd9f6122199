package dev.clutch.cpython;

import dev.clutch.tck.SharedContract;

class CPythonSharedTest extends SharedContract {}
