package dev.clutch.cpython.elf;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clutch.config.EngineConfig;
import dev.clutch.cpython.install.PythonInstallation;
import dev.clutch.spi.CacheFolder;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Every library of this machine that loads by itself loads also as a patched copy. */
@EnabledOnOs(OS.LINUX)
class EveryLibraryTest {
    /** Copies of larger ones take long, and are made in the same way. */
    private static final long LARGEST = 8 << 20;

    /** Loads each in a child of its own, for a library that fails may take the process with it. */
    private static final String LOADER = """
            import os, sys, _ctypes
            def loads(path):
                child = os.fork()
                if child == 0:
                    try:
                        sink = os.open('/dev/null', os.O_RDWR)
                        os.dup2(sink, 1), os.dup2(sink, 2)
                        _ctypes.dlopen(path, 2)
                    except OSError:
                        os._exit(1)
                    os._exit(0)
                return os.waitpid(child, 0)[1] == 0
            for line in sys.stdin:
                print(loads(line[:-1]), flush=True)
            """;

    private static Stream<Path> libraries(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files
                    .filter(file -> file.getFileName().toString().matches(".*\\.so(\\.[0-9.]+)?"))
                    .filter(file -> Files.isRegularFile(file) && !Files.isSymbolicLink(file))
                    .filter(file -> file.toFile().length() <= LARGEST)
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void itLoadsAsAPatchedCopy(@TempDir Path temporary) throws IOException, InterruptedException {
        PythonInstallation python =
                PythonInstallation.find(EngineConfig.fromEnvironment(), CacheFolder.at(Optional.empty()));
        List<Path> all = Stream.of(
                        Path.of("/usr/lib"),
                        Path.of(System.getProperty("java.home")),
                        python.library().resolveSibling("lib"))
                .flatMap(EveryLibraryTest::libraries)
                .toList();
        List<Path> failed = new ArrayList<>();
        int loaded = 0;
        Process loader = new ProcessBuilder(python.executable().toString(), "-c", LOADER)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (Writer questions = loader.outputWriter();
                BufferedReader answers = loader.inputReader()) {
            for (Path original : all) {
                if (loads(original, questions, answers)) {
                    loaded++;
                    if (!loads(patched(original, temporary), questions, answers)) {
                        failed.add(original);
                    }
                }
            }
        }
        assertThat(loader.waitFor()).isZero();
        assertThat(failed).isEmpty();
        assertThat(loaded).isGreaterThan(50);
    }

    private static Path patched(Path original, Path temporary) throws IOException {
        Path copy = temporary.resolve("libpatched.so");
        try (ElfFile file = ElfFile.open(original)) {
            file.patch(file.keepingOrigin().withSoname("libpatched.of.berth.1.so"), copy);
        }
        return copy;
    }

    private static boolean loads(Path file, Writer questions, BufferedReader answers) throws IOException {
        questions.write(file + "\n");
        questions.flush();
        return "True".equals(answers.readLine());
    }
}
