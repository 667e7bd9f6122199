package dev.clutch.cpython.install;

import dev.clutch.error.EngineUnavailableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A virtual environment: a folder with packages, and links to the Python that they are for.
 *
 * @param home the folder of that Python's program
 */
record VirtualEnvironment(Path folder, Path home) {
    private static final String CONFIGURATION = "pyvenv.cfg";
    private static final String OR_WITHOUT = ", or do without it (clutch run --no-venv)";

    /**
     * Reads what it says of itself.
     *
     * @throws EngineUnavailableException if it is none, or its Python is gone
     */
    static VirtualEnvironment read(Path folder) {
        Path place = folder.toAbsolutePath().normalize();
        VirtualEnvironment read = new VirtualEnvironment(place, home(place));
        if (!Files.isDirectory(read.home)) {
            throw read.unusable(
                    "is of a Python that is gone, in " + read.home,
                    "'clutch pip' mends it if it is of" + " the bundled Python; else make it anew");
        }
        return read;
    }

    private static Path home(Path folder) {
        try (var lines = Files.lines(folder.resolve(CONFIGURATION))) {
            return lines.map(line -> line.split("=", 2))
                    .filter(words -> words.length == 2 && words[0].strip().equals("home"))
                    .findFirst()
                    .map(words -> Path.of(words[1].strip()))
                    .orElseThrow(() -> new IOException("its " + CONFIGURATION + " names no home"));
        } catch (IOException | java.io.UncheckedIOException e) {
            throw new EngineUnavailableException(
                    folder + " is no virtual environment (" + CONFIGURATION + " cannot be read); make one with"
                            + " 'clutch pip --venv " + folder + " install PACKAGE'",
                    e);
        }
    }

    /**
     * The installation that is used in it.
     *
     * @param chosen the Python that the user has chosen besides, which must be its own
     * @param bundled the one that Clutch brings
     */
    PythonInstallation installation(Optional<PythonInstallation> chosen, Supplier<PythonInstallation> bundled) {
        if (chosen.isPresent()) {
            return in(chosen.get())
                    .orElseThrow(() -> unusable(
                            "is of the Python in " + home + ", not of "
                                    + chosen.get().executable(),
                            "leave one of both out"));
        }
        return in(bundled.get()).orElseGet(this::ownPython);
    }

    private PythonInstallation ownPython() {
        try {
            return UserPython.probe(folder, "the virtual environment " + folder);
        } catch (EngineUnavailableException e) {
            throw new EngineUnavailableException(e.getMessage() + OR_WITHOUT, e);
        }
    }

    private Optional<PythonInstallation> in(PythonInstallation base) {
        return isIn(home, base.executable())
                ? Optional.of(new PythonInstallation(program(), base.library()))
                : Optional.empty();
    }

    private static boolean isIn(Path folder, Path program) {
        try {
            return Files.isSameFile(folder.resolve(program.getFileName()), program);
        } catch (IOException e) {
            return false; // it has none of that name
        }
    }

    private Path program() {
        return List.of("bin/python3", "bin/python").stream()
                .map(folder::resolve)
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> unusable("has no program bin/python3", "make it anew"));
    }

    private EngineUnavailableException unusable(String why, String fix) {
        return new EngineUnavailableException(
                "the virtual environment " + folder + " " + why + "; " + fix + OR_WITHOUT);
    }
}
