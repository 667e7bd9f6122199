package dev.clutch.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class InterpreterConfigTest {

    @Test
    void thePresetsAreThoseOfPython() {
        assertThat(InterpreterConfig.isolated())
                .isEqualTo(new InterpreterConfig(false, false, false, true, false, true, Gil.OWN));
        assertThat(InterpreterConfig.legacy())
                .isEqualTo(new InterpreterConfig(true, true, true, true, true, false, Gil.SHARED));
    }

    @Test
    void anOwnAllocatorNeedsTheCheckOfExtensions() {
        assertThatThrownBy(() -> new InterpreterConfig(false, true, true, true, true, false, Gil.SHARED))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("checkMultiInterpExtensions=true");
    }

    @Test
    void anOwnLockNeedsAnOwnAllocator() {
        assertThatThrownBy(() -> new InterpreterConfig(true, true, true, true, true, true, Gil.OWN))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("useMainObmalloc=false");
    }

    @Test
    void otherCombinationsAreAllowed() {
        assertThatCode(() -> new InterpreterConfig(false, true, true, true, true, true, Gil.SHARED))
                .doesNotThrowAnyException();
        assertThatCode(() -> new InterpreterConfig(true, true, true, true, true, true, Gil.DEFAULT))
                .doesNotThrowAnyException();
    }

    /** CPython is given its number. */
    @Test
    void theNumbersOfTheLocksAreThoseOfCPython() {
        assertThat(Gil.values()).containsExactly(Gil.DEFAULT, Gil.SHARED, Gil.OWN);
    }
}
