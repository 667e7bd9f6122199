package dev.clutch.cpython;

import dev.clutch.tck.ChannelEndsContract;

class CPythonChannelEndsTest extends ChannelEndsContract {}
