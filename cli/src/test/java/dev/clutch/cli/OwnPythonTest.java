package dev.clutch.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The user's own Python, if this machine has some of pyenv. */
class OwnPythonTest extends ProcessTest {
    private static final String SHOW = "import sys; print(sys.version, sys.prefix, sys.executable, sys.argv, sys.path)";

    private static Path installed(String version) {
        Path found = Path.of(System.getProperty("user.home"), ".pyenv/versions", version);
        assumeTrue(Files.exists(found), version + " is not installed");
        return found;
    }

    @ParameterizedTest
    @ValueSource(strings = {"3.12.1", "3.13.0"})
    void itIsUsedByItsFolderOrItsExecutable(String version) {
        Path home = installed(version);
        Path executable = home.resolve("bin/python3");
        Ended python = run(Program.of(executable.toString()), "-c", SHOW, "a");
        assertThat(python.out()).startsWith(version);
        assertThat(clutch("run", "--python", home.toString(), "-c", SHOW, "a")).isEqualTo(python);
        assertThat(clutch("run", "--python=" + executable, "-c", SHOW, "a")).isEqualTo(python);
        set("CLUTCH_PYTHON", home.toString());
        assertThat(clutchRun("-c", SHOW, "a")).isEqualTo(python);
        assertThat(clutch("doctor").out()).contains("cpython " + version, "All is well.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"3.12.1", "3.13.0"})
    void itMayBeAVirtualEnvironment(String version) {
        Program base = Program.of(installed(version).resolve("bin/python3").toString());
        assertThat(run(base, "-m", "venv", "--without-pip", "venv").status()).isZero();
        Path venv = folder.resolve("venv");
        Ended python = run(Program.of(venv.resolve("bin/python3").toString()), "-c", SHOW);
        assertThat(python.out()).contains(venv.toString());
        assertThat(clutch("run", "--python", venv.toString(), "-c", SHOW)).isEqualTo(python);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void interpretersThatFollowOthersInARuntimeFindTheSameModules() {
        Ended base = clutchRun("-c", "import sys; print(sys.executable, end='')");
        assertThat(run(Program.of(base.out()), "-m", "venv", "--without-pip", "venv")
                        .status())
                .isZero();
        String program = """
                from concurrent import interpreters
                for i in range(3):
                    interpreter = interpreters.create()
                    interpreter.exec('import sys, _struct; print(sys.path, sys.prefix, sys.base_prefix)')
                    interpreter.close()
                """;
        String venv = folder.resolve("venv").toString();
        Ended ended = clutch("run", "--isolation", "own-runtime", "--python", venv, "-c", program);
        assertThat(ended.err()).isEmpty();
        assertThat(ended.out().lines().distinct()).singleElement().asString().contains(venv);
    }

    @ParameterizedTest
    @ValueSource(strings = {"3.12.1", "3.13.0"})
    void itHasInterpretersToo(String version) {
        String program = """
                from concurrent import interpreters
                queue = interpreters.create_queue()
                interpreter = interpreters.create()
                interpreter.prepare_main(queue=queue)
                interpreter.exec('queue.put(6 * 7)')
                print(queue.get(), interpreter.call(pow, 2, 3))
                """;
        assertThat(clutch("run", "--python", installed(version).toString(), "-c", program))
                .isEqualTo(new Ended(0, "42 8\n", ""));
    }

    @Test
    void whatFollowsIsForPython() {
        write("program.py", "import sys; print(sys.argv)");
        write("arguments", "from a file");
        String home = installed("3.13.0").toString();
        assertThat(clutch("run", "--python", home, "program.py", "-h", "@arguments", "--python", "'x'", "")
                        .out())
                .isEqualTo("['program.py', '-h', '@arguments', '--python', \"'x'\", '']\n");
    }

    @Test
    void oneThatIsTooOldIsRefused() {
        Path old = installed("3.11.7");
        assertThat(clutch("run", "--python", old.toString(), "-c", ""))
                .isEqualTo(
                        new Ended(1, "", "clutch: --python " + old + " is Python 3.11; Clutch needs 3.12 or newer\n"));
    }

    @Test
    void aPathThatDoesNotExistIsRefused() {
        Ended ended = clutch("run", "--python", "/no/such/python", "-c", "");
        assertThat(ended.status()).isEqualTo(1);
        assertThat(ended.err()).startsWith("clutch: --python /no/such/python does not exist; give the path of");
        assertThat(clutch("doctor", "--python", "/no/such/python").out()).contains("WRONG: --python /no/such/python");
    }

    @Test
    void aFolderWithoutPythonIsRefused() {
        Ended ended = clutch("run", "--python", folder.toString(), "-c", "");
        assertThat(ended.err()).startsWith("clutch: --python " + folder + " is a folder without bin/python3; give");
    }

    @Test
    void whatIsNoPythonIsRefused() throws IOException {
        assertThat(clutch("run", "--python", "/bin/sh", "-c", "").err())
                .startsWith("clutch: --python /bin/sh does not answer as a Python; try it by hand:");
        Path script = write("silent", "#!/bin/sh\n");
        assertThat(clutch("run", "--python", script.toString()).err()).contains("cannot be run");
        assertThat(script.toFile().setExecutable(true)).isTrue();
        assertThat(clutch("run", "--python", script.toString()).err()).contains(script + " is no CPython");
    }
}
