package dev.clutch.cpython;

import dev.clutch.tck.TravelContract;

class CPythonTravelTest extends TravelContract {}
