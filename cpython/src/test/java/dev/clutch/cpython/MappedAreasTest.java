package dev.clutch.cpython;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clutch.error.InterpreterException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class MappedAreasTest {
    @Test
    @EnabledOnOs(OS.LINUX)
    void aProcessHasSomeAndMayHaveMore() {
        MappedAreas now = MappedAreas.now();
        assertThat(now.used()).isBetween(10L, now.limit());
    }

    @Test
    void theLastOnesAreLeftToTheJvm() {
        assertThatCode(() -> new MappedAreas(58_000, 65_530).requireRoom()).doesNotThrowAnyException();
        assertThatThrownBy(() -> new MappedAreas(59_000, 65_530).requireRoom())
                .isInstanceOf(InterpreterException.class)
                .hasMessageContaining("59000 of 65530")
                .hasMessageContaining("vm.max_map_count");
    }
}
