package dev.clutch.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UnboundTest {

    @Test
    void theNumbersAreThoseOfCPython() {
        assertThat(Unbound.ofCode(1)).isEqualTo(Unbound.REMOVE);
        assertThat(Unbound.ofCode(2)).isEqualTo(Unbound.ERROR);
        assertThat(Unbound.ofCode(3)).isEqualTo(Unbound.REPLACE);
        assertThat(Unbound.REPLACE.code()).isEqualTo(3);
    }

    /** Four is for Java's own items: no Python code may ask for it. */
    @ParameterizedTest
    @ValueSource(longs = {0, 4, 5, -1, Long.MAX_VALUE})
    void otherNumbersAreRefused(long code) {
        assertThatThrownBy(() -> Unbound.ofCode(code))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(Long.toString(code));
    }
}
