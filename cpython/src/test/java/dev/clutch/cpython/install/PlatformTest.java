package dev.clutch.cpython.install;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clutch.error.EngineUnavailableException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlatformTest {

    @ParameterizedTest
    @CsvSource({
        "Linux, amd64, linux-x86_64, libpython3.14.so.1.0",
        "Linux, x86_64, linux-x86_64, libpython3.14.so.1.0",
        "Linux, aarch64, linux-arm64, libpython3.14.so.1.0",
        "Mac OS X, aarch64, macosx-arm64, libpython3.14.dylib",
        "Mac OS X, x86_64, macosx-x86_64, libpython3.14.dylib"
    })
    void aPlatformIsNamedAsTheJarsAre(String os, String architecture, String name, String library) {
        assertThat(Platform.of(os, architecture)).isEqualTo(new Platform(name, library));
    }

    @ParameterizedTest
    @CsvSource({"Windows 11, amd64", "SunOS, x86_64", "FreeBSD, amd64", "Linux, riscv64", "Linux, x86", "Mac OS X, ppc"
    })
    void anyOtherIsRefusedByItsName(String os, String architecture) {
        assertThatThrownBy(() -> Platform.of(os, architecture))
                .isInstanceOf(EngineUnavailableException.class)
                .hasMessageContaining(os + " " + architecture)
                .hasMessageContaining("Linux and macOS");
    }

    @Test
    void thisMachineIsOneOfThem() {
        assertThat(Platform.current().name()).matches("(linux|macosx)-(x86_64|arm64)");
    }
}
