package dev.clutch;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clutch.error.EngineUnavailableException;
import org.junit.jupiter.api.Test;

class InterpretersTest {

    /** Core's own tests have no engine on their class path. */
    @Test
    void withoutAnEngineTheErrorSaysWhatToAdd() {
        assertThatThrownBy(Interpreters::open)
                .isInstanceOf(EngineUnavailableException.class)
                .hasMessageContaining("dev.clutch:clutch-cpython");
    }
}
