package dev.clutch.cpython;

import dev.clutch.tck.LambdaContract;

class CPythonLambdaTest extends LambdaContract {}
