package dev.clutch.cpython;

import dev.clutch.tck.ChannelContract;

class CPythonChannelTest extends ChannelContract {}
