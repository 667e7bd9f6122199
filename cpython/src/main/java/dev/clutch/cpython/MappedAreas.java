package dev.clutch.cpython;

import dev.clutch.error.InterpreterException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * The areas of memory that a process has mapped, of which Linux gives it a number. Past that nothing works any more, the
 * JVM included, so the last part of them is left alone.
 *
 * @param used how many there are
 * @param limit how many there may be
 */
record MappedAreas(long used, long limit) {
    private static final double PART = 0.9;

    /** As it is now. */
    static MappedAreas now() {
        try (Stream<String> areas = Files.lines(Path.of("/proc/self/maps"))) {
            // By lines, which takes one read: Linux gives such a file out in no more.
            String limit =
                    Files.readAllLines(Path.of("/proc/sys/vm/max_map_count")).getFirst();
            return new MappedAreas(areas.count(), Long.parseLong(limit));
        } catch (IOException e) {
            throw new InterpreterException("cannot count the mapped areas of this process: " + e.getMessage(), e);
        }
    }

    /**
     * Looks whether there is room for another runtime.
     *
     * @throws InterpreterException if there is not
     */
    void requireRoom() {
        if (used > limit * PART) {
            throw new InterpreterException("no more interpreters with a runtime of their own: this process has " + used
                    + " of " + limit
                    + " areas of memory mapped. Modules of interpreters that have ended stay mapped, so"
                    + " use interpreters again instead of making new ones, or raise vm.max_map_count");
        }
    }
}
