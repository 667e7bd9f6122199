package dev.clutch.cpython.install;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.clutch.error.EngineUnavailableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A Python of the user's own, most of them shell scripts that answer as one would. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class UserPythonTest {
    @TempDir
    private Path folder = Path.of("");

    private Path answering(String... lines) throws IOException {
        return script("printf '%s\\n' '" + String.join("' '", lines) + "'");
    }

    private Path script(String command) throws IOException {
        Path script = Files.writeString(folder.resolve("python3"), "#!/bin/sh\n" + command + "\n");
        assertThat(script.toFile().setExecutable(true)).isTrue();
        return script;
    }

    private Path library() throws IOException {
        return Files.writeString(folder.resolve("libpython3.13.so.1.0"), "a library");
    }

    private static void assertRefused(Path path, String... parts) {
        var refusal = assertThatThrownBy(() -> UserPython.probe(path))
                .isInstanceOf(EngineUnavailableException.class)
                .hasMessageContaining(path.toString());
        List.of(parts).forEach(refusal::hasMessageContaining);
    }

    @Test
    void itIsAskedWhereItsLibraryIs() throws IOException {
        Path library = library();
        Path python = answering("cpython", "3.13", "0", "/no/such/libpython3.13.so", library.toString());
        assertThat(UserPython.probe(python)).isEqualTo(new PythonInstallation(python, library));
    }

    @ParameterizedTest
    @ValueSource(strings = {"3.12", "3.13", "3.14", "3.15", "3.100"})
    void everyVersionFromTwelveOnIsAccepted(String version) throws IOException {
        Path python = answering("cpython", version, "0", library().toString());
        assertThat(UserPython.probe(python).executable()).isEqualTo(python);
    }

    @Test
    void anEnvironmentIsGivenByItsFolder() throws IOException {
        Path library = library();
        Path python = answering("cpython", "3.13", "0", library.toString());
        Path bin = Files.createDirectories(folder.resolve("venv/bin"));
        Path inside = Files.move(python, bin.resolve("python3"));
        assertThat(UserPython.probe(folder.resolve("venv"))).isEqualTo(new PythonInstallation(inside, library));
    }

    @Test
    void aPathThatIsNotThereIsRefused() {
        assertRefused(folder.resolve("nothing"), "does not exist");
    }

    @Test
    void aFolderWithoutAPythonIsRefused() {
        assertRefused(folder, "bin/python3");
    }

    @Test
    void aFileThatCannotBeRunIsRefused() throws IOException {
        assertRefused(Files.writeString(folder.resolve("python.txt"), "text"), "cannot be run");
    }

    @Test
    void aProgramThatFailsIsRefused() throws IOException {
        assertRefused(script("exit 3"), "does not answer as a Python");
    }

    @Test
    void aProgramThatSaysNothingIsRefused() throws IOException {
        assertRefused(script("exit 0"), "is no CPython");
    }

    @ParameterizedTest
    @ValueSource(strings = {"pypy", "graalpy", "micropython"})
    void anotherPythonIsRefused(String name) throws IOException {
        assertRefused(answering(name, "3.13", "0", library().toString()), "is no CPython");
    }

    @ParameterizedTest
    @ValueSource(strings = {"3.11", "3.9", "2.7", "4.0"})
    void anotherVersionIsRefused(String version) throws IOException {
        assertRefused(
                answering("cpython", version, "0", library().toString()), "is Python " + version, "3.12 or newer");
    }

    @ParameterizedTest
    @CsvSource({"nonsense", "3", "3.x", "''", "3.12rc1"})
    void aVersionThatIsNoneIsRefused(String version) throws IOException {
        assertRefused(answering("cpython", version, "0", library().toString()));
    }

    @Test
    void aFreeThreadedBuildIsRefused() throws IOException {
        assertRefused(answering("cpython", "3.14", "1", library().toString()), "free-threaded");
    }

    @Test
    void aPythonWithoutASharedLibraryIsRefusedWithTheFix() throws IOException {
        assertRefused(
                answering("cpython", "3.13", "0", "/no/such/libpython3.13.a"),
                "has no shared libpython",
                "libpython3.13",
                "--enable-shared");
    }

    @Test
    void aStaticLibraryIsNotTakenForASharedOne() throws IOException {
        Path archive = Files.writeString(folder.resolve("libpython3.13.a"), "an archive");
        assertRefused(answering("cpython", "3.13", "0", archive.toString()), "has no shared libpython");
    }

    @Test
    void aLineThatIsNoPathDoesNoHarm() throws IOException {
        assertRefused(answering("cpython", "3.13", "0", "\\000"), "has no shared libpython");
    }

    @Test
    void aProgramThatTalksMuchOnItsErrorOutputDoesNotBlock() throws IOException {
        Path library = library();
        Path python =
                script("i=0; while [ $i -lt 3000 ]; do echo 'a warning that is rather long' >&2; i=$((i+1)); done\n"
                        + "printf '%s\\n' cpython 3.13 0 '" + library + "'");
        assertThat(UserPython.probe(python).library()).isEqualTo(library);
    }

    @Test
    void aProgramThatReadsItsInputDoesNotBlock() throws IOException {
        Path library = library();
        Path python = script("cat > /dev/null\nprintf '%s\\n' cpython 3.13 0 '" + library + "'");
        assertThat(UserPython.probe(python).library()).isEqualTo(library);
    }

    @Test
    void anInterruptedThreadStaysInterrupted() throws IOException {
        Path python = script("exec sleep 1");
        Thread.currentThread().interrupt();
        assertRefused(python);
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void aRealPythonThatIsTooOldIsRefused() {
        Path old = Path.of("/root/.pyenv/versions/3.11.7/bin/python");
        assumeTrue(Files.isExecutable(old), "no Python 3.11 here");
        assertRefused(old, "is Python 3.11");
    }
}
