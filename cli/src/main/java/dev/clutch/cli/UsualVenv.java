package dev.clutch.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** The virtual environment that is used when nobody has said another, as by uv. */
final class UsualVenv {
    /** Where it is, in the working folder, and where it is made. */
    static final Path PLACE = Path.of(".venv");

    private UsualVenv() {}

    /** The active one, or that in the working folder; empty if there is neither. */
    static Optional<Path> find() {
        return Stream.of(active(), Optional.of(PLACE))
                .flatMap(Optional::stream)
                .filter(UsualVenv::isOne)
                .findFirst();
    }

    /** Whether there is one. */
    static boolean isOne(Path folder) {
        return Files.exists(folder.resolve("pyvenv.cfg"));
    }

    private static Optional<Path> active() {
        return Optional.ofNullable(System.getenv("VIRTUAL_ENV"))
                .filter(text -> !text.isBlank())
                .map(Path::of);
    }
}
