package dev.clutch.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Virtual environments: which one is used, and that all interpreters and their child processes have its packages. */
class VenvTest extends ProcessTest {
    private static final String PREFIX = "import sys; print(sys.prefix)";

    /** So that the folder has one name only. */
    @BeforeEach
    void resolveFolder() throws IOException {
        folder = folder.toRealPath();
    }

    private Path make(String name) {
        assertThat(run(Program.bundledPython(), "-m", "venv", "--without-pip", name))
                .isEqualTo(new Ended(0, "", ""));
        Path venv = folder.resolve(name);
        write(name + "/lib/python3.14/site-packages/only_here.py", "import sys\ndef where():\n    return sys.prefix\n");
        return venv;
    }

    /** Makes {@code .venv} with another Python, if pyenv has that one. */
    private void makeWith(String version) {
        Path python = Path.of(System.getProperty("user.home"), ".pyenv/versions", version, "bin/python3");
        assumeTrue(Files.exists(python), "Python " + version + " is not installed");
        assertThat(run(Program.of(python.toString()), "-m", "venv", "--without-pip", ".venv")
                        .status())
                .isZero();
    }

    private void assertUsed(Path venv, String... words) {
        assertThat(clutch(words)).isEqualTo(new Ended(0, venv + "\n", ""));
    }

    @Test
    void thatOfTheWorkingFolderIsPickedUp() {
        Path venv = make(".venv");
        assertUsed(venv, "run", "-c", PREFIX);
        write("prefix.py", PREFIX);
        assertUsed(venv, "run", "prefix.py");
    }

    @Test
    void theActiveOneComesBeforeIt() {
        make(".venv");
        Path active = make("active");
        set("VIRTUAL_ENV", active.toString());
        assertUsed(active, "run", "-c", PREFIX);
    }

    @Test
    void oneThatIsNamedComesBeforeBoth() {
        set("VIRTUAL_ENV", make("active").toString());
        Path named = make("named");
        assertUsed(named, "run", "--venv", "named", "-c", PREFIX);
        set("CLUTCH_VENV", named.toString());
        assertUsed(named, "run", "-c", PREFIX);
    }

    @Test
    void thereMayBeNone() {
        make(".venv");
        String isInVenv = "import sys; print(sys.prefix != sys.base_prefix)";
        assertThat(clutchRun("-c", isInVenv).out()).isEqualTo("True\n");
        assertThat(clutch("run", "--no-venv", "-c", isInVenv).out()).isEqualTo("False\n");
    }

    @Test
    void interpretersAndChildProcessesHaveItsPackages() {
        Path venv = make(".venv");
        write("program.py", """
                import multiprocessing, subprocess, sys
                from concurrent import interpreters
                from concurrent.futures import InterpreterPoolExecutor
                import only_here

                def main():
                    import clutch
                    print(only_here.where(), sys.executable)
                    for isolation in "own-gil", "own-runtime":
                        interpreter = clutch.create(isolation=isolation)
                        print(interpreter.call(only_here.where))
                        interpreter.exec("import sys; print(sys.executable)")
                    with InterpreterPoolExecutor(1) as pool:
                        print(pool.submit(only_here.where).result())
                    with multiprocessing.get_context("spawn").Pool(1) as pool:
                        print(pool.apply(only_here.where))

                if __name__ == "__main__":
                    main()
                """);
        String program = venv.resolve("bin/python3").toString();
        assertThat(clutchRun("program.py").out().lines())
                .containsExactly(
                        venv + " " + program,
                        venv.toString(),
                        program,
                        venv.toString(),
                        program,
                        venv.toString(),
                        venv.toString());
    }

    @Test
    void whatIsNoneIsRefused() {
        assertThat(clutch("run", "--venv", folder.toString(), "-c", PREFIX).err())
                .isEqualTo("clutch: " + folder + " is no virtual environment (pyvenv.cfg cannot be read); make one with"
                        + " 'clutch pip --venv " + folder + " install PACKAGE'\n");
    }

    @Test
    void oneWhosePythonIsGoneIsRefusedAndMended() throws IOException {
        Path venv = make(".venv");
        Path cfg = venv.resolve("pyvenv.cfg");
        Files.writeString(cfg, Files.readString(cfg).replaceAll("(?m)^home = .*", "home = /gone/bin"));
        Files.delete(venv.resolve("bin/python3.14"));
        Files.createSymbolicLink(venv.resolve("bin/python3.14"), Path.of("/gone/bin/python3.14"));
        assertThat(clutchRun("-c", PREFIX).err())
                .startsWith("clutch: the virtual environment " + venv + " is of a Python that is gone, in /gone/bin;"
                        + " 'clutch pip' mends it");
        assertThat(clutch("pip", "list").err()).contains("clutch: mending the virtual environment " + venv);
        assertUsed(venv, "run", "-c", PREFIX);
    }

    @Test
    void oneOfAPythonThatIsTooOldIsRefusedAndSaysHowToDoWithoutIt() {
        makeWith("3.11.7");
        assertThat(clutchRun("-c", PREFIX))
                .isEqualTo(new Ended(
                        1,
                        "",
                        "clutch: the virtual environment " + folder.resolve(".venv")
                                + " is Python 3.11; Clutch needs 3.12 or newer, or do without it (clutch run"
                                + " --no-venv)\n"));
    }

    @Test
    void oneOfAnotherPythonHasThatPython() {
        makeWith("3.13.0");
        assertThat(clutchRun("-c", "import sys; print(sys.version_info[:2], sys.prefix)"))
                .isEqualTo(new Ended(0, "(3, 13) " + folder.resolve(".venv") + "\n", ""));
    }

    @Test
    void pipSaysThatThereIsNoneBeforeAnythingIsInstalled() {
        assertThat(clutch("pip", "list"))
                .isEqualTo(new Ended(
                        1,
                        "",
                        "clutch: there is no virtual environment at .venv; 'clutch pip install PACKAGE' makes it,"
                                + " 'clutch pip --venv DIR ...' uses another one\n"));
    }

    /** A package in a folder: no network is needed. */
    @Test
    void pipInstallMakesOneAndInstallsForAllInterpreters() {
        write("wheel/make.py", """
                import zipfile
                with zipfile.ZipFile("tiny-1.0-py3-none-any.whl", "w") as wheel:
                    wheel.writestr("tiny.py", "def answer():\\n    return 42\\n")
                    wheel.writestr("tiny-1.0.dist-info/METADATA", "Metadata-Version: 2.1\\nName: tiny\\nVersion: 1.0\\n")
                    wheel.writestr("tiny-1.0.dist-info/WHEEL", "Wheel-Version: 1.0\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n")
                    wheel.writestr("tiny-1.0.dist-info/RECORD", "")
                """);
        assertThat(run(Program.bundledPython(), "wheel/make.py").status()).isZero();
        Ended ended = clutch("pip", "install", "--no-index", "-q", "tiny-1.0-py3-none-any.whl");
        assertThat(ended)
                .isEqualTo(
                        new Ended(0, "", "clutch: making the virtual environment " + folder.resolve(".venv") + "\n"));
        String program =
                "from concurrent import interpreters; import tiny; print(interpreters.create().call(tiny.answer))";
        assertThat(clutchRun("-c", program)).isEqualTo(new Ended(0, "42\n", ""));
    }
}
