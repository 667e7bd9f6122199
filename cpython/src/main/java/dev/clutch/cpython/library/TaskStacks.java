package dev.clutch.cpython.library;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The threads of this process as the system knows them, with those that neither Java nor Python has made.
 *
 * <p>Where a thread waits, Linux tells its stack pointer, and the functions that it has to return to stand on the stack
 * above that. So a thread with no word there that points into a library is in none of its functions.
 *
 * @param memory what the stacks are read from
 * @param map where the stacks end
 * @param outside the numbers of threads that are in none of them for certain
 * @param functions the areas with the functions of the libraries
 */
record TaskStacks(ProcessMemory memory, MemoryMap map, Set<Long> outside, MemoryMap functions) {
    private static final Path TASKS = Path.of("/proc/self/task");
    private static final Path UPTIME = Path.of("/proc/uptime");

    /** The place of the start time among the words of a thread's {@code stat} that follow its name. */
    private static final int STARTED = 19;

    /** The present time, in the unit of the times at which threads were started: hundredths of a second. */
    static long now() {
        try {
            return Long.parseLong(Files.readString(UPTIME).split(" ", 2)[0].replace(".", ""));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Why threads that were started at that time or later may be in the libraries. */
    List<Tie> tiesSince(long time) throws IOException {
        List<Tie> ties = new ArrayList<>();
        for (Path task : tasks()) {
            ties.addAll(ties(task, time));
        }
        return ties;
    }

    private static List<Path> tasks() throws IOException {
        try (Stream<Path> tasks = Files.list(TASKS)) {
            return tasks.toList();
        }
    }

    private List<Tie> ties(Path task, long time) throws IOException {
        try {
            String stat = Files.readString(task.resolve("stat"));
            return isOutside(task) || started(stat) < time ? List.of() : ties(task);
        } catch (IOException e) {
            if (Files.exists(task)) {
                throw e;
            }
            return List.of();
        }
    }

    private boolean isOutside(Path task) {
        return outside.contains(Long.parseLong(task.getFileName().toString()));
    }

    private static long started(String stat) {
        return Long.parseLong(stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1)[STARTED]);
    }

    private List<Tie> ties(Path task) throws IOException {
        String[] call = Files.readString(task.resolve("syscall")).strip().split(" ", -1);
        String name = Files.readString(task.resolve("comm")).strip();
        if (call.length < 2) {
            return List.of(new Tie.Passing("the thread " + name + " runs, nobody knows where"));
        }
        long top = Long.decode(call[call.length - 2]);
        Optional<MemoryMap.Area> stack = map.find(top);
        if (stack.isEmpty()) {
            return List.of(new Tie.Passing("the thread " + name + " is new"));
        }
        Set<String> files = new TreeSet<>();
        memory.read(top, stack.get().end(), (_, word) -> functions.fileAt(word).ifPresent(files::add));
        return files.stream()
                .<Tie>map(file -> new Tie.Fast("the thread " + name + " is in it" + ": " + file))
                .toList();
    }
}
