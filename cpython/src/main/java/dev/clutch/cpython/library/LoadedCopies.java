package dev.clutch.cpython.library;

import dev.clutch.cpython.elf.ElfFile;
import dev.clutch.cpython.elf.Extent;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Copies of packages' modules and libraries that a runtime has loaded, and that go when it has ended.
 *
 * <p><b>Why that is safe.</b> What is unloaded must not be called any more. Python code is gone, and no thread can enter
 * the interpreter. The loader runs the libraries' own destructors, as at the end of a process, and takes back what
 * they have left with it and with the C library: functions for the end, handlers for {@code fork}, destructors of
 * threads' variables (which keep a library until the threads have ended). What is left is looked for, and ties a library
 * if it is found: threads of its own, which are in one of its functions; signal
 * handlers; functions for the end that belong to none of them; variables of libraries that stay
 * which point into it, such as hooks. Keys for threads' variables that
 * are left are deleted after that.
 *
 * <p>If one is tied, all stay for good: libraries give each other functions to call, and nobody can tell which. What stands
 * on the heap is not looked at: freed memory is full of such words, and a library that all share, and that keeps something
 * there, is the system's.
 *
 * @param libpython the copy of libpython, which stays
 * @param staying the copies of modules of the standard library, with their libraries, which stay too
 * @param cache the folder with the copies of all runtimes, which know nothing of each other
 * @param opened what was opened by itself, in that order, once for each time
 * @param all what was copied for these, with their libraries
 * @param outside the numbers of threads that are in none of them for certain
 * @param since when the runtime was started, see {@link TaskStacks}
 */
record LoadedCopies(
        Path libpython,
        Set<String> staying,
        Path cache,
        List<Path> opened,
        Set<String> all,
        Set<Long> outside,
        long since) {
    private static final String LIBC = "/libc.so.6";
    private static final String LOADER = "/ld-linux";

    /** The state of the runtime, which begins anew with each: whatever it holds of the old one is not read again. */
    private static final String STATE = "_PyRuntime";

    /** What there is to look at, while it is looked for ties. */
    private record Look(Loader loader, ProcessMemory memory, MemoryMap map, MemoryMap libraries) {
        MemoryMap functions() {
            return libraries.only(MemoryMap.Area::isExecutable);
        }

        MemoryMap variablesOf(Predicate<String> files) {
            return map.ofLibraries(files).only(area -> area.isReadable() && area.isWritable());
        }
    }

    /**
     * Unloads them, unless something ties one of them.
     *
     * @return what ties them
     */
    List<Tie> unload(Loader loader) throws IOException {
        MemoryMap map = MemoryMap.now();
        MemoryMap libraries = map.ofLibraries(all::contains);
        try (ProcessMemory memory = new ProcessMemory()) {
            Look look = new Look(loader, memory, map, libraries);
            List<Tie> ties = ties(look);
            if (ties.isEmpty()) {
                close(look);
            }
            return ties;
        }
    }

    /** Libraries delete their keys themselves, or not; and use them until the last. */
    private void close(Look look) throws IOException {
        ThreadKeys keys = ThreadKeys.find(look.loader, look.memory, look.variablesOf(LoadedCopies::isLibc));
        Map<Integer, Long> theirs = keys.find(look.functions()::contains);
        opened.reversed().forEach(path -> look.loader.close(path.toString()));
        MemoryMap left = MemoryMap.now();
        theirs.values().removeIf(left::contains);
        keys.delete(theirs);
    }

    private static boolean isLibc(String file) {
        return file.endsWith(LIBC);
    }

    private List<Tie> ties(Look look) throws IOException {
        MemoryMap functions = look.functions();
        List<Tie> ties = new ArrayList<>(tiesOfHandlers(look.loader, functions));
        ties.addAll(tiesOfExitFunctions(look, functions));
        ties.addAll(tiesOfVariables(look));
        ties.addAll(new TaskStacks(look.memory, look.map, outside, functions).tiesSince(since));
        return ties;
    }

    private static List<Tie> tiesOfHandlers(Loader loader, MemoryMap functions) {
        return loader.signalHandlers().stream()
                .flatMap(handler -> functions.fileAt(handler).stream())
                .<Tie>map(file -> new Tie.Fast("a signal handler is in it: " + file))
                .toList();
    }

    private static List<Tie> tiesOfExitFunctions(Look look, MemoryMap functions) throws IOException {
        Set<Tie> ties = new LinkedHashSet<>();
        ExitFunctions.find(look.loader, look.memory, look.variablesOf(LoadedCopies::isLibc), look.map)
                .ofOthers(
                        look.libraries::contains,
                        function -> functions
                                .fileAt(function)
                                .ifPresent(file -> ties.add(new Tie.Fast(
                                        "the end of the process calls a function of it, for no library or another: "
                                                + file))));
        return List.copyOf(ties);
    }

    private List<Tie> tiesOfVariables(Look look) throws IOException {
        MemoryMap others = look.variablesOf(this::mayRefer).without(stateOfPython(look.map));
        Set<Tie> ties = new LinkedHashSet<>();
        look.memory.read(
                others,
                (address, word) -> look.libraries.fileAt(word).ifPresent(file -> {
                    String other = others.fileAt(address).orElse("a library");
                    String reason = "a variable of " + other + " points into it";
                    boolean isPythons = other.equals(libpython.toString());
                    ties.add(isPythons ? new Tie.Changed(reason + ": " + file) : new Tie.Fast(reason + ": " + file));
                }));
        return List.copyOf(ties);
    }

    /** The C library and the loader keep their books themselves. */
    private boolean mayRefer(String file) {
        boolean isOurs = file.equals(libpython.toString()) || staying.contains(file);
        boolean isOfNoRuntime =
                file.contains(".so") && !file.startsWith(cache + "/") && !isLibc(file) && !file.contains(LOADER);
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
}
