package dev.clutch.cli.packages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clutch.cli.conformance.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What pip tells when PyPI is not there, or one package is not; a script stands in for pip. */
@DisabledOnOs(OS.WINDOWS)
class PyPiTest {
    @TempDir
    private Path folder;

    private List<String> install(String script) throws Exception {
        Path python = Files.writeString(folder.resolve("python"), "#!/bin/sh\n" + script);
        assertThat(python.toFile().setExecutable(true)).isTrue();
        try (Progress progress = new Progress(1)) {
            Pip pip = new Pip(python, folder.resolve("pip.log"), progress);
            return PackageVenv.install(pip, List.of("good==1", "bad==2"), folder.resolve("reached"));
        }
    }

    @Test
    void allIsInstalledAtOnce() throws Exception {
        assertThat(install("exit 0")).isEmpty();
    }

    @Test
    void nothingIsTriedIfItCannotBeReached() {
        assertThatThrownBy(() -> install("echo 'ERROR: no route to host'; exit 1"))
                .isInstanceOf(PackagesUnavailableException.class)
                .hasMessageContaining("PyPI cannot be reached")
                .hasMessageContaining("no route to host")
                .hasMessageContaining("pip.log");
    }

    @Test
    void aPackageWithoutAWheelIsSkippedAndTheOthersAreNot() throws Exception {
        String script = """
                case "$*" in
                    *bad==2) echo 'ERROR: no matching distribution'; exit 1 ;;
                esac
                """;
        assertThat(install(script)).containsExactly("bad no matching distribution");
        assertThat(logged()).contains("no matching distribution");
    }

    private String logged() throws IOException {
        return Files.readString(folder.resolve("pip.log"));
    }
}
