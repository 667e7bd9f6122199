package dev.clutch.cpython;

import dev.clutch.tck.QueueContract;

class CPythonQueueTest extends QueueContract {}
