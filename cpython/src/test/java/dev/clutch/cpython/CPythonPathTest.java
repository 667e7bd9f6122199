package dev.clutch.cpython;

import dev.clutch.tck.PathContract;

class CPythonPathTest extends PathContract {}
