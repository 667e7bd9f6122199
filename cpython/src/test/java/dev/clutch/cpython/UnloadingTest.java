package dev.clutch.cpython;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clutch.Interpreter;
import dev.clutch.config.InterpreterConfig;
import dev.clutch.tck.EngineContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What packages had loaded goes with the interpreter, unless something may still use it. */
@EnabledOnOs(OS.LINUX)
class UnloadingTest extends EngineContract {
    /** A signal that nobody sends here, and that is ignored by default: SIGURG. */
    private static final int SIGNAL = 23;

    private static final String LIBRARY = "libpackages.so";

    @TempDir
    private Path folder;

    /** A library of the JDK's that needs nothing but the C library, as if a package had brought it. */
    @BeforeEach
    void bringALibrary() throws IOException {
        Files.copy(Path.of(System.getProperty("java.home"), "lib", "libjsig.so"), folder.resolve(LIBRARY));
    }

    private static long mapped() {
        try (Stream<String> areas = Files.lines(Path.of("/proc/self/maps"))) {
            return areas.filter(area -> area.contains(LIBRARY)).count();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private void run(String more) {
        try (Interpreter interpreter = interpreters().create(InterpreterConfig.ownRuntime())) {
            interpreter.exec("import ctypes\nlibrary = ctypes.CDLL('" + folder.resolve(LIBRARY) + "')\n" + more);
            assertThat(mapped()).isPositive();
        }
    }

    /** A thread of the JVM that runs just then may be in it for all that is known: the next one sees to that. */
    private void settle() {
        for (int i = 0; i < 3; i++) {
            run("");
        }
    }

    @Test
    void aLibraryGoesWithTheInterpreterThatHasLoadedIt() {
        run("");
        settle();
        long once = mapped();
        settle();
        settle();
        assertThat(mapped()).isLessThanOrEqualTo(once);
    }

    @Test
    void oneThatWasOpenedTwiceGoesToo() {
        run("again = ctypes.CDLL(library._name)");
        settle();
        long once = mapped();
        run("again = ctypes.CDLL(library._name)");
        settle();
        assertThat(mapped()).isLessThanOrEqualTo(once);
    }

    @Test
    void oneStaysThatHasASignalHandler() {
        String handle = "ctypes.CDLL(None).signal(" + SIGNAL + ", library.JVM_begin_signal_setting)";
        try {
            run(handle);
            assertThat(mapped()).isPositive();
        } finally {
            interpreters().main().exec("import ctypes; ctypes.CDLL(None).signal(" + SIGNAL + ", 0)");
        }
    }

    @Test
    void theDestructorOfAThreadKeyIsForgottenWithItsLibrary() {
        Thread ends = Thread.ofPlatform().start(() -> {
            run("""
                    process, key = ctypes.CDLL(None), ctypes.c_uint()
                    assert process.pthread_key_create(ctypes.byref(key), library.JVM_begin_signal_setting) == 0
                    assert process.pthread_setspecific(key, ctypes.c_void_p(1)) == 0
                    """);
            settle();
        });
        join(ends);
        assertThat(ends.isAlive()).isFalse();
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
