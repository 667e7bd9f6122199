package dev.clutch.cpython.library;

import dev.clutch.cpython.elf.ElfFile;
import dev.clutch.cpython.elf.Extent;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.LongPredicate;
import java.util.stream.Collectors;

/**
 * Copies of packages' modules and libraries that a runtime has loaded, and that go when it has ended.
 *
 * <p><b>Why that is safe.</b> What is unloaded must not be called any more. Python code is gone, and no thread can enter
 * the interpreter. The loader runs the libraries' own destructors, as at the end of a process, and takes back what
 * they have left with it and with the C library: functions for the end, handlers for {@code fork}, destructors of
 * threads' variables (which keep a library until the threads have ended). What is left is looked for, and ties the copies
 * if it is found: threads of their own, which are in one of their functions; signal handlers; variables of other
 * libraries that point into them, such as hooks. Keys for threads' variables are deleted. What stands on the heap of a
 * library that all share is not looked for: freed memory is full of such words, and such libraries are the system's.
 *
 * <p>Copies that are tied stay as they are, for good.
 *
 * @param libpython the copy of libpython, which stays
 * @param staying the copies of modules of the standard library, with their libraries, which stay too
 * @param cache the folder with the copies of all runtimes, which know nothing of each other
 * @param opened what was opened by itself, in that order, once for each time
 * @param all what was copied for these, with their libraries
 * @param since when the runtime was started, see {@link TaskStacks}
 */
record LoadedCopies(Path libpython, Set<String> staying, Path cache, List<Path> opened, Set<String> all, long since) {
    private static final String LIBC = "/libc.so.6";
    private static final String LOADER = "/ld-linux";

    /** The state of the runtime, which begins anew with each: whatever it holds of the old one is not read again. */
    private static final String STATE = "_PyRuntime";

    /** Why they cannot be unloaded now; empty if they can. */
    Optional<Tie> tie(Loader loader) throws IOException {
        MemoryMap map = MemoryMap.now();
        MemoryMap libraries = map.ofLibraries(all::contains);
        if (libraries.areas().isEmpty()) {
            return Optional.empty();
        }
        LongPredicate functions = libraries.only(MemoryMap.Area::isExecutable)::contains;
        try (ProcessMemory memory = new ProcessMemory()) {
            ThreadKeys.find(loader, memory, written(map.ofLibraries(file -> file.endsWith(LIBC))))
                    .delete(functions);
            Optional<Tie> tie = handlersTie(loader, functions);
            tie = tie.isPresent() ? tie : variablesTie(memory, map, libraries);
            return tie.isPresent() ? tie : new TaskStacks(memory, map, functions).tieSince(since);
        }
    }

    private static MemoryMap written(MemoryMap map) {
        return map.only(area -> area.isReadable() && area.isWritable());
    }

    private static Optional<Tie> handlersTie(Loader loader, LongPredicate functions) {
        return loader.signalHandlers().stream().anyMatch(functions::test)
                ? Optional.of(new Tie("a signal handler is in one", false))
                : Optional.empty();
    }

    private Optional<Tie> variablesTie(ProcessMemory memory, MemoryMap map, MemoryMap libraries) throws IOException {
        MemoryMap others = written(map.ofLibraries(this::mayRefer)).without(stateOfPython(map));
        OptionalLong found = memory.find(others, libraries::contains);
        return found.isEmpty()
                ? Optional.empty()
                : Optional.of(new Tie("a variable of " + others.fileAt(found.getAsLong()) + " points into one", false));
    }

    /** The C library and the loader keep their books themselves. */
    private boolean mayRefer(String file) {
        boolean isOurs = file.equals(libpython.toString()) || staying.contains(file);
        boolean isOfNoRuntime =
                file.contains(".so") && !file.startsWith(cache + "/") && !file.endsWith(LIBC) && !file.contains(LOADER);
        return isOurs || isOfNoRuntime;
    }

    private Extent stateOfPython(MemoryMap map) throws IOException {
        try (ElfFile file = ElfFile.open(libpython)) {
            Extent state = file.variable(STATE).orElseGet(() -> new Extent(0, 0));
            long base = map.ofLibraries(libpython.toString()::equals)
                    .areas()
                    .getFirst()
                    .start();
            return new Extent(base + state.start(), state.size());
        }
    }

    /** Unloads them, the last one first. Returns the files of those that stay, since they or others ask for that. */
    Set<String> unload(Loader loader) throws IOException {
        for (Path path : opened.reversed()) {
            loader.close(path.toString());
        }
        return MemoryMap.now().areas().stream().map(MemoryMap.Area::file).collect(Collectors.toSet());
    }
}
