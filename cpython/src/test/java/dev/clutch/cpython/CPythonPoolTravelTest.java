package dev.clutch.cpython;

import dev.clutch.tck.PoolTravelContract;

class CPythonPoolTravelTest extends PoolTravelContract {}
