package dev.clutch.cpython;

import dev.clutch.config.Isolation;
import dev.clutch.tck.MeteringContract;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** The same of interpreters that have a runtime of their own. */
@EnabledOnOs(OS.LINUX)
class OwnRuntimeMeteringTest extends MeteringContract {
    @Override
    protected Isolation isolation() {
        return Isolation.OWN_RUNTIME;
    }
}
