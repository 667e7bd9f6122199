package dev.clutch.cpython.library;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class StaticTlsTest {
    @Test
    @EnabledOnOs(OS.LINUX)
    void whatIsLoadedFits() throws IOException {
        StaticTls now = StaticTls.now();
        assertThat(now.used()).isNotNegative().isLessThan(now.limit());
    }

    @Test
    void theUserMayRaiseTheLimit() {
        long usual = StaticTls.limit("");
        assertThat(StaticTls.limit("glibc.malloc.check=1")).isEqualTo(usual);
        assertThat(StaticTls.limit("a.b=1:glibc.rtld.optional_static_tls=65536"))
                .isEqualTo(usual + 65536 - 512);
    }
}
