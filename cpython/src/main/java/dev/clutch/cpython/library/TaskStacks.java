package dev.clutch.cpython.library;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongPredicate;
import java.util.stream.Stream;

/**
 * The threads of this process as the system knows them, with those that neither Java nor Python has made.
 *
 * <p>Where a thread waits, Linux tells its stack pointer, and the functions that it has to return to stand on the stack
 * above that. So a thread with no word there that points into a library is in none of its functions.
 *
 * @param memory what the stacks are read from
 * @param map where the stacks end
 * @param libraries whether an address is in one of the libraries
 */
record TaskStacks(ProcessMemory memory, MemoryMap map, LongPredicate libraries) {
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

    /** Why a thread that was started at that time or later may be in one of the libraries; empty if none is. */
    Optional<Tie> tieSince(long time) throws IOException {
        Optional<Tie> passing = Optional.empty();
        for (Path task : tasks()) {
            Optional<Tie> tie = tie(task, time);
            if (tie.isPresent() && !tie.get().mayPass()) {
                return tie;
            }
            passing = passing.or(() -> tie);
        }
        return passing;
    }

    private static List<Path> tasks() throws IOException {
        try (Stream<Path> tasks = Files.list(TASKS)) {
            return tasks.toList();
        }
    }

    private Optional<Tie> tie(Path task, long time) throws IOException {
        try {
            String stat = Files.readString(task.resolve("stat"));
            return started(stat) < time ? Optional.empty() : tie(task);
        } catch (IOException e) {
            if (Files.exists(task)) {
                throw e;
            }
            return Optional.empty();
        }
    }

    private static long started(String stat) {
        return Long.parseLong(stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1)[STARTED]);
    }

    private Optional<Tie> tie(Path task) throws IOException {
        String[] call = Files.readString(task.resolve("syscall")).strip().split(" ", -1);
        String name = Files.readString(task.resolve("comm")).strip();
        if (call.length < 2) {
            return Optional.of(new Tie("the thread " + name + " runs, nobody knows where", true));
        }
        long top = Long.decode(call[call.length - 2]);
        Optional<MemoryMap.Area> stack = map.find(top);
        if (stack.isEmpty()) {
            return Optional.of(new Tie("the thread " + name + " is new", true));
        }
        OptionalLong found = memory.find(top, stack.get().end(), libraries);
        return found.isEmpty() ? Optional.empty() : Optional.of(new Tie("the thread " + name + " is in one", false));
    }
}
