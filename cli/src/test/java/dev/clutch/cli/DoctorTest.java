package dev.clutch.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The doctor, and the cache that it looks after. */
class DoctorTest extends ProcessTest {
    @Test
    void aHealthyInstallationIsSaidToBe() {
        Ended ended = clutch("doctor");
        assertThat(ended.status()).isZero();
        assertThat(ended.err()).isEmpty();
        assertThat(ended.out())
                .containsPattern("(?m)^java +" + Runtime.version().feature())
                .containsPattern("(?m)^cores +[0-9]+$")
                .containsPattern("(?m)^python +cpython 3\\.14")
                .endsWith("All is well.\n");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void whatBecomesOfExtensionModulesIsToldWithItsReason() {
        Ended ended = clutch("doctor", "--extensions", "_sqlite3", "json");
        assertThat(ended.status()).isZero();
        assertThat(ended.out())
                .containsPattern("(?m)^private +/.*_sqlite3.*: a module of the standard library$")
                .containsPattern("(?m)^memory maps +[0-9]+ of [0-9]+ ")
                .containsPattern("(?m)^static TLS +[0-9]+ of about [0-9]+ bytes")
                .containsPattern("(?m)^disk +[0-9.]+ GB of ");
        Ended failed = clutch("doctor", "--extensions", "no_such_module");
        assertThat(failed.status()).isEqualTo(1);
        assertThat(failed.out()).contains("no_such_module cannot be imported: ModuleNotFoundError");
    }

    @Test
    void variablesThatMatterAreShown() {
        set("PYTHONPATH", "/elsewhere");
        assertThat(clutch("doctor").out()).containsPattern("(?m)^environment +PYTHONPATH=/elsewhere$");
    }

    @Test
    void anEmptyCacheIsFilled() {
        set("CLUTCH_CACHE", folder.resolve("cache").toString());
        Ended ended = clutch("doctor");
        assertThat(ended.status()).isZero();
        assertThat(ended.out()).containsPattern("(?m)^bundle +not unpacked yet$");
        assertThat(ended.err()).isEqualTo("clutch: unpacking CPython 3.14 (once)\n");
        assertThat(clutch("doctor").out()).containsPattern("(?m)^bundle +whole$");
    }

    @Test
    void aDamagedCacheIsMended() throws IOException {
        set("CLUTCH_CACHE", folder.resolve("cache").toString());
        clutchRun("-c", "");
        Path library = unpacked().resolve("lib/python3.14");
        Files.writeString(library.resolve("ast.py"), "damaged");
        Files.delete(library.resolve("json/decoder.py"));
        assertThat(clutch("doctor").out()).containsPattern("(?m)^bundle +was damaged; unpacked anew$");
        assertThat(clutch("doctor").out()).containsPattern("(?m)^bundle +whole$");
        assertThat(clutchRun("-c", "import json, ast; print(json.loads('5'))").out())
                .isEqualTo("5\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"libpython3.14.so.1.0", "clutch-unpacked"})
    void aCacheThatCannotWorkIsMendedByAnyRun(String file) throws IOException {
        set("CLUTCH_CACHE", folder.resolve("cache").toString());
        clutchRun("-c", "");
        Path damaged = unpacked().resolve(file);
        assumeTrue(Files.exists(damaged), "this platform has other names");
        Files.writeString(damaged, "damaged damaged\n");
        Ended ended = clutchRun("-c", "print(5)");
        assertThat(ended).isEqualTo(new Ended(0, "5\n", "clutch: unpacking CPython 3.14 (once)\n"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"run -c pass", "doctor"})
    void aWaitForAnotherProcessThatUnpacksCanBeInterrupted(String command) throws IOException {
        assumeTrue(Program.SIGNALS, "env cannot set signals here");
        Path cache = Files.createDirectory(folder.resolve("cache"));
        set("CLUTCH_CACHE", cache.toString());
        String executable = Program.bundledPython().words().getLast();
        String entry = executable.replaceFirst("/bin/[^/]*$", "").replaceFirst(".*/", "");
        Path lockFile = Files.createFile(cache.resolve(entry + ".lock"));
        try (FileChannel file = FileChannel.open(lockFile, StandardOpenOption.WRITE);
                FileLock lock = file.lock()) {
            assertThat(lock.isValid()).isTrue();
            String script = "\"$@\" " + command + " & sleep 2; kill -INT $!; wait $!; echo status $?";
            assertThat(inShell(script, Program.CLUTCH.child()).out()).endsWith("status 130\n");
        }
    }

    private Path unpacked() throws IOException {
        try (Stream<Path> entries = Files.list(folder.resolve("cache"))) {
            return entries.filter(entry -> entry.getFileName().toString().startsWith("cpython-"))
                    .filter(Files::isDirectory)
                    .findFirst()
                    .orElseThrow();
        }
    }

    @Test
    void aCacheThatCannotBeWrittenIsSaidWithTheFix() {
        Path cache = write("a file", "").resolve("cache");
        set("CLUTCH_CACHE", cache.toString());
        Ended ended = clutch("doctor");
        assertThat(ended.status()).isEqualTo(1);
        assertThat(ended.out())
                .containsPattern("(?m)^python +WRONG: cannot unpack into " + cache + ": .*CLUTCH_CACHE$");
        Ended run = clutchRun("-c", "print(1)");
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err()).contains("clutch: cannot unpack into " + cache);
    }

    @Test
    void aFullDiskIsSaidAndLeavesNothingBehind() {
        Path disk = folder.resolve("disk");
        assumeTrue(mounts(disk), "only root can make a small disk, and not in every container");
        try {
            set("CLUTCH_CACHE", disk.toString());
            Ended ended = clutchRun("-c", "print(1)");
            assertThat(ended.status()).isEqualTo(1);
            assertThat(ended.err()).contains("clutch: cannot unpack into " + disk, "No space left on device");
            assertThat(disk.toFile().list()).noneMatch(name -> !name.endsWith(".lock"));
        } finally {
            shell("umount '" + disk + "'");
        }
    }

    private static boolean mounts(Path disk) {
        return shell("mkdir '" + disk + "' && mount -t tmpfs -o size=5m none '" + disk + "'")
                        .status()
                == 0;
    }

    private static Ended shell(String script) {
        return new Child(List.of("sh", "-c", script), Path.of("/"), Map.of(), "").run();
    }
}
