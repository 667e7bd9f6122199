package dev.clutch.cpython;

import dev.clutch.config.EngineConfig;
import dev.clutch.cpython.thread.References;
import dev.clutch.tck.Await;
import dev.clutch.tck.StressContract;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

class CPythonStressTest extends StressContract {
    private int held;

    @BeforeEach
    void countReferences() {
        held = references().size();
    }

    /** Those of other interpreters went with them. */
    @AfterEach
    void noReferenceIsLeft() {
        Await.until(
                "the main interpreter has its objects back", () -> references().size() <= held);
    }

    private static References references() {
        return PythonRuntime.start(EngineConfig.fromEnvironment()).main().references();
    }
}
