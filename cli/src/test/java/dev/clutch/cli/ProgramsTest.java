package dev.clutch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;

/** What can be run, and what the program then sees of itself. */
class ProgramsTest extends ProcessTest {
    private static final String SHOW = """
            import sys
            print(sys.argv, sys.orig_argv[1:], sys.path[0])
            print(__name__, globals().get('__file__'), __spec__, __package__, __doc__)
            print(sys.modules['__main__'].__dict__ is globals(), sys.executable)
            """;

    @Test
    void aFileGetsItsArguments() {
        write("show.py", SHOW);
        assertThat(same("show.py", "a", "--b", "-c", "-", "", "ä €").out())
                .contains("'a', '--b', '-c', '-', '', 'ä €'");
    }

    @Test
    void aFileMayHaveAnAbsolutePath() {
        same(write("deep/show.py", SHOW).toString(), "a");
    }

    @Test
    void aLinkedFileSeesTheFolderOfItsTarget() throws IOException {
        write("deep/show.py", SHOW);
        Files.createSymbolicLink(folder.resolve("link.py"), Path.of("deep/show.py"));
        same("link.py");
    }

    @Test
    void codeGetsItsArguments() {
        assertThat(same("-c", SHOW, "a", "-x", "--help").out()).startsWith("['-c', 'a', '-x', '--help']");
    }

    @Test
    void emptyCodeIsAProgram() {
        same("-c", "");
    }

    @Test
    void aModuleRunsWithTheFolderOnItsPath() {
        write("module.py", SHOW);
        same("-m", "module", "a", "-m");
    }

    @Test
    void aPackageRunsItsMain() {
        write("package/__init__.py", "print('first')");
        write("package/__main__.py", "from . import other\n" + SHOW);
        write("package/other.py", "print('second')");
        same("-m", "package", "a");
    }

    @Test
    void aModuleInAPackageRuns() {
        write("package/__init__.py", "");
        write("package/part.py", SHOW);
        same("-m", "package.part");
    }

    @Test
    void aModuleOfTheStandardLibraryRuns() {
        input("[1,2]");
        same("-m", "json.tool", "--compact");
    }

    @Test
    void standardInputIsAProgram() {
        input(SHOW);
        assertThat(same("-", "a", "-b").out()).startsWith("['-', 'a', '-b']");
    }

    @Test
    void standardInputIsTheProgramWhenThereIsNoOther() {
        input(SHOW);
        same();
    }

    @Test
    void emptyStandardInputIsAProgram() {
        same();
    }

    @Test
    void emptyFileIsAProgram() {
        write("empty.py", "");
        same("empty.py");
    }

    @Test
    void aFolderRunsItsMain() {
        write("folder/__main__.py", SHOW);
        same("folder", "a");
    }

    @Test
    void aZipFileRunsItsMain() throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(folder.resolve("program.zip")))) {
            zip.putNextEntry(new ZipEntry("__main__.py"));
            zip.write(SHOW.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        }
        same("program.zip", "a");
    }

    @Test
    void aDoubleDashEndsTheOptions() {
        write("show.py", SHOW);
        same("--", "show.py", "--", "a");
    }

    @Test
    void aFileNeedsNoEndingAndMayBeADevice() {
        same("/dev/null");
        sameInShell("echo 'print(5)' | \"$@\" /dev/stdin a");
    }

    @Test
    void whatCannotBeFoundIsSaid() {
        assertThat(same("nothing.py").status()).isEqualTo(2);
        assertThat(same("-m", "nothing").status()).isEqualTo(1);
        same("-m", "nothing.at.all");
    }

    @Test
    void aFolderOrPackageWithoutMainIsNoProgram() {
        write("package/__init__.py", "");
        assertThat(same("package").status()).isEqualTo(1);
        assertThat(same("-m", "package").status()).isEqualTo(1);
    }
}
