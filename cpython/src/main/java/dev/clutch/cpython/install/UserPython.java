package dev.clutch.cpython.install;

import dev.clutch.error.EngineUnavailableException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The user's own CPython, which is asked itself what it is. */
final class UserPython {
    private static final String QUESTION = """
            import os, sys, sysconfig
            var = sysconfig.get_config_var
            print(sys.implementation.name)
            print('%d.%d' % sys.version_info[:2])
            print(var('Py_GIL_DISABLED') or 0)
            for folder in (var('LIBDIR'), os.path.join(sys.base_prefix, 'lib'), sys.base_prefix):
                for name in (var('INSTSONAME'), var('LDLIBRARY'), var('PYTHONFRAMEWORKPREFIX')):
                    if folder and name:
                        print(os.path.join(folder, name))
            """;

    private static final Pattern VERSION = Pattern.compile("3\\.(\\d{1,3})");
    private static final int OLDEST_MINOR = 12;
    private static final long SECONDS = 30;

    private final String name;

    private UserPython(String name) {
        this.name = name;
    }

    /**
     * Asks a Python what it is.
     *
     * @param path an executable, or the folder of an installation or a virtual environment
     * @throws EngineUnavailableException if it cannot be used; the message says why and the fix
     */
    static PythonInstallation probe(Path path) {
        return probe(path, "--python " + path);
    }

    /** The same; errors call it by that name. */
    static PythonInstallation probe(Path path, String name) {
        return new UserPython(name).find(path.toAbsolutePath());
    }

    private PythonInstallation find(Path path) {
        Path executable = executable(path);
        List<String> answers = ask(executable);
        if (answers.size() < 3 || !answers.get(0).equals("cpython")) {
            throw unusable("is no CPython", "give the path of a python executable, 3.12 or newer");
        }
        if (!isNewEnough(answers.get(1))) {
            throw unusable("is Python " + answers.get(1), "Clutch needs 3.12 or newer");
        }
        if (!answers.get(2).equals("0")) {
            throw unusable("is a free-threaded build", "use a regular one: Clutch gives each interpreter its own GIL");
        }
        Path library = answers.stream()
                .skip(3)
                .map(Path::of)
                .filter(UserPython::isSharedLibrary)
                .findFirst()
                .orElseThrow(() -> unusable(
                        "has no shared libpython",
                        "install its package (Debian: libpython" + answers.get(1)
                                + "), or build it with --enable-shared"));
        return new PythonInstallation(executable, library);
    }

    private static boolean isNewEnough(String version) {
        Matcher numbers = VERSION.matcher(version);
        return numbers.matches() && Integer.parseInt(numbers.group(1)) >= OLDEST_MINOR;
    }

    private static boolean isSharedLibrary(Path file) {
        String name = file.toString();
        return Files.isRegularFile(file) && (name.contains(".so") || name.endsWith(".dylib"));
    }

    private Path executable(Path path) {
        if (!Files.exists(path)) {
            throw unusable("does not exist", "give the path of a python executable or of a virtual environment");
        }
        if (!Files.isDirectory(path)) {
            return path;
        }
        Optional<Path> found = Stream.of("bin/python3", "bin/python", "python3", "python")
                .map(path::resolve)
                .filter(Files::isExecutable)
                .findFirst();
        return found.orElseThrow(
                () -> unusable("is a folder without bin/python3", "give a virtual environment or an executable"));
    }

    private List<String> ask(Path executable) {
        try {
            Process process = new ProcessBuilder(executable.toString(), "-I", "-c", QUESTION)
                    .redirectInput(
                            ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            // The answer fits into the pipe, so that it can be read afterwards; whatever writes more is no Python.
            if (!process.waitFor(SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
                process.destroyForcibly();
                throw unusable("does not answer as a Python", "try it by hand: " + executable + " -V");
            }
            String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return answer.lines().toList();
        } catch (IOException e) {
            throw unusable("cannot be run (" + e.getMessage() + ")", "give the path of a python executable");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unusable("was not asked to the end", "the thread was interrupted; try again");
        }
    }

    private EngineUnavailableException unusable(String why, String fix) {
        return new EngineUnavailableException(name + " " + why + "; " + fix);
    }
}
