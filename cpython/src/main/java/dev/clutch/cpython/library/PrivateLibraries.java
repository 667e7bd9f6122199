package dev.clutch.cpython.library;

import dev.clutch.cpython.elf.ElfFile;
import dev.clutch.cpython.elf.ElfPatch;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The private copies of one runtime: of libpython, of the extension modules that it imports, and of the libraries
 * that came with these. Rules may say otherwise of a library.
 *
 * <p><b>How the loader tells copies apart.</b> It takes a library that is loaded already for the wanted one if it has
 * the wanted name, path, or inode. So each copy is a file of its own, libpython's has a name of its own, which all
 * others ask for, and the others are asked for by their paths.
 *
 * <p><b>What is copied.</b> A library that came with a package may keep state for the one Python that it knows, or call
 * into it, so all of these are private, and so are those that need each other. Shared are the system's, and those with
 * static thread-local variables, for which a process has little room; they are loaded before any copy, see
 * {@code Loader.keep}.
 *
 * <p><b>What becomes of copies.</b> Those of packages are unloaded when the runtime has ended, if nothing ties them (see
 * {@link LoadedCopies}), and the next runtime loads the same files again. Else they stay, and it has others: most packages
 * cannot be initialized again. Modules of the standard library can, and always stay.
 *
 * <p>Safe for use by many threads. Blocks for reading and writing files.
 */
public final class PrivateLibraries {
    private static final long PROCESS = ProcessHandle.current().pid();

    private final CopyCache cache;
    private final Path libpython;
    private final String number;
    private final String set;
    private final int left;
    private final Loader loader;
    private final Rules rules;
    private final Map<Path, Decision> decisions = new LinkedHashMap<>();
    private final Map<Path, Path> copies = new HashMap<>();
    private final List<Path> opened = new ArrayList<>();
    private final Set<String> ofPackages = new HashSet<>();
    private final Set<String> staying = new HashSet<>();
    private final String soname;
    private final long since;
    private boolean hasChangedPython;
    private Supplier<Set<Long>> outside = Set::of;

    /**
     * For the first runtime of a copy of libpython.
     *
     * @param libpython the original
     * @param number which of all copies it is
     * @param rules what is to be shared, or not, whatever it looks like
     */
    public PrivateLibraries(CopyCache cache, Path libpython, int number, Rules rules, Loader loader) {
        this(cache, libpython, "clutch" + number, 0, rules, loader);
    }

    /** After {@code left} runtimes whose copies have stayed. */
    private PrivateLibraries(CopyCache cache, Path libpython, String number, int left, Rules rules, Loader loader) {
        this.cache = cache;
        this.libpython = libpython;
        this.number = number;
        this.left = left;
        this.set = left == 0 ? number : number + "." + left + "-" + PROCESS;
        this.rules = rules;
        this.loader = loader;
        this.soname = named(libpython.getFileName().toString(), number);
        this.since = TaskStacks.now();
    }

    /** The same name, but with a mark, as in {@code libz.clutch3.so.1}. */
    private static String named(String name, String mark) {
        int end = name.indexOf(".so");
        return end < 0 ? name + "." + mark : name.substring(0, end) + "." + mark + name.substring(end);
    }

    /**
     * The copy of libpython.
     *
     * @throws IOException if there is none and it cannot be made
     */
    public Path libpython() throws IOException {
        Path real = libpython.toRealPath();
        Path copy = cache.place(real, number, soname).resolveSibling(soname);
        cache.ensure(copy, aside -> {
            try (ElfFile file = ElfFile.open(real)) {
                file.patch(file.keepingOrigin().withSoname(soname), aside);
            }
        });
        return copy;
    }

    /**
     * The copy of an extension module, with all that it needs.
     *
     * @throws IOException if it cannot be made
     */
    public synchronized Path module(Path original) throws IOException {
        Path real = original.toRealPath();
        boolean isOfPython = isOfTheStandardLibrary(real);
        if (isOfPython) {
            Path copy = copy(real, new Kind(number, true, true), LibrarySearch.none());
            decide(real, copy, "a module of the standard library");
            return copy;
        }
        Path copy = opened(copy(real, new Kind(set, true, false), LibrarySearch.none()));
        decide(real, copy, "a module of a package");
        return copy;
    }

    /**
     * What to load for a library that Python code loads by its path: a copy, unless it is the system's or a copy
     * itself.
     *
     * @throws IOException if it cannot be made
     */
    public synchronized Path library(Path original) throws IOException {
        Path real = original.toRealPath();
        if (real.equals(libpython.toRealPath())) {
            return libpython();
        }
        boolean isAnyones = !LibrarySearch.cameWithAPackage(real)
                || real.startsWith(cache.root().toRealPath());
        return isAnyones || isShared(real) ? original : loadedByItsPath(real);
    }

    private Path loadedByItsPath(Path real) throws IOException {
        Path copy = opened(copy(real, new Kind(set, false, false), LibrarySearch.none()));
        decide(real, copy, "a library that Python code loads by its path");
        return copy;
    }

    private Path opened(Path copy) {
        opened.add(copy);
        return copy;
    }

    /** What was decided for all that was loaded so far, in that order. */
    public synchronized List<Decision> decisions() {
        return List.copyOf(decisions.values());
    }

    private void decide(Path real, Path used, String reason) {
        decisions.putIfAbsent(real, new Decision(real, used, reason));
    }

    /**
     * The runtime has ended.
     *
     * @param threads tells the numbers of threads that cannot be in any of its libraries any more
     */
    public synchronized void end(Supplier<Set<Long>> threads) {
        outside = threads;
    }

    /**
     * Unloads what the runtime had loaded of packages, but for what something else may still use. To be called when it
     * has ended, and once more later if some stays.
     *
     * @return why some stays
     * @throws IOException if that cannot be found out; it stays then
     */
    public synchronized List<String> unload() throws IOException {
        if (opened.isEmpty()) {
            return List.of();
        }
        List<String> kept = kept();
        if (!kept.isEmpty()) {
            opened.clear();
            return kept;
        }
        LoadedCopies loaded = new LoadedCopies(
                libpython().toRealPath(), staying, cache.root().toRealPath(), opened, ofPackages, outside.get(), since);
        List<Tie> ties = loaded.unload(loader);
        hasChangedPython |= ties.stream().anyMatch(Tie.Changed.class::isInstance);
        if (ties.stream().noneMatch(Tie.Passing.class::isInstance)) {
            opened.clear();
            MemoryMap now = MemoryMap.now();
            ofPackages.removeIf(copy -> !now.shows(copy));
        }
        return ties.stream().map(Tie::reason).distinct().toList();
    }

    private List<String> kept() {
        return copies.keySet().stream()
                .flatMap(real -> rules.keeping(real).map(rule -> rule.source() + " keeps " + real).stream())
                .toList();
    }

    /** Whether a library has changed something of libpython that stays so: then that is of no use to another runtime. */
    public synchronized boolean hasChangedPython() {
        return hasChangedPython;
    }

    /** Whether there is nothing to be unloaded, or known to stay for good. */
    public synchronized boolean isSettled() {
        return opened.isEmpty();
    }

    /**
     * For the next runtime of the same libpython. What has not been unloaded stays for good, and the next one's are other
     * copies; the files are deleted, if no other process may use them.
     *
     * @throws IOException if they cannot be deleted
     */
    public synchronized PrivateLibraries next() throws IOException {
        if (ofPackages.isEmpty()) {
            return new PrivateLibraries(cache, libpython, number, left, rules, loader);
        }
        if (left > 0) {
            cache.delete(set);
        }
        return new PrivateLibraries(cache, libpython, number, left + 1, rules, loader);
    }

    /** Modules of the standard library can be initialized again and again. */
    private static boolean isOfTheStandardLibrary(Path module) {
        Path folder = module.getParent();
        return folder != null && folder.endsWith("lib-dynload");
    }

    /**
     * What becomes of a copy.
     *
     * @param set the folder for it, and the mark in its name
     * @param isModule whether it is an extension module, which asks for libpython whether it says so or not
     * @param stays whether it serves the next runtime too
     */
    private record Kind(String set, boolean isModule, boolean stays) {
        Kind ofItsLibraries() {
            return new Kind(set, false, stays);
        }

        String policy() {
            return "Kind[set=" + set + ", isModule=" + isModule + "]";
        }
    }

    /** Two libraries may need each other: the second finds the first noted here, though not made yet. */
    private Path copy(Path real, Kind kind, LibrarySearch search) throws IOException {
        Path known = copies.get(real);
        if (known != null) {
            return known;
        }
        String policy = String.join("\n", kind.policy(), soname, search.toString(), rules.toString());
        Path copy = cache.place(real, kind.set, policy);
        copies.put(real, copy);
        note(copy, kind);
        try (ElfFile file = ElfFile.open(real)) {
            ElfPatch patch = patch(file, kind, search.of(file));
            cache.ensure(copy, aside -> file.patch(patch, aside));
            return copy;
        } catch (IOException | RuntimeException e) {
            copies.remove(real);
            ofPackages.remove(asMapped(copy));
            throw e;
        }
    }

    private void note(Path copy, Kind kind) throws IOException {
        (kind.stays ? staying : ofPackages).add(asMapped(copy));
    }

    /** How the system names it, also before it is there. */
    private String asMapped(Path copy) throws IOException {
        return cache.root().toRealPath().resolve(cache.root().relativize(copy)).toString();
    }

    private ElfPatch patch(ElfFile file, Kind kind, LibrarySearch search) throws IOException {
        ElfPatch patch = file.keepingOrigin();
        boolean asksForLibpython = false;
        for (String needed : file.needed()) {
            boolean isLibpython = isLibpython(needed);
            asksForLibpython |= isLibpython;
            patch = isLibpython ? patch.withRenamed(needed, soname) : bind(patch, file, needed, kind, search);
        }
        if (!asksForLibpython && (kind.isModule || file.needsSymbol(PrivateLibraries::isPythons))) {
            patch = patch.withAdded(soname);
        }
        Optional<String> name = file.soname();
        return name.isPresent() ? patch.withSoname(named(name.get(), kind.set)) : patch;
    }

    private ElfPatch bind(ElfPatch patch, ElfFile file, String needed, Kind kind, LibrarySearch search)
            throws IOException {
        Optional<Path> found = search.find(file, needed);
        if (found.isEmpty()) {
            loader.keep(needed);
            return patch;
        }
        if (isShared(found.get())) {
            loader.keep(found.get().toString());
            return patch.withRenamed(needed, found.get().toString());
        }
        Path copy = copy(found.get(), kind.ofItsLibraries(), search);
        decide(found.get(), copy, "a library that came with " + file.file().getFileName());
        return patch.withRenamed(needed, copy.toString());
    }

    private boolean isShared(Path library) throws IOException {
        Optional<Rules.Rule> rule = rules.ofLibrary(library);
        if (rule.isPresent()) {
            boolean shared = rule.get().kind() == Rules.Kind.SHARE;
            noteShared(library, shared, "the rule in " + rule.get().source());
            return shared;
        }
        try (ElfFile file = ElfFile.open(library)) {
            boolean shared = file.hasStaticTls() && !file.needsSymbol(PrivateLibraries::isPythons);
            noteShared(library, shared, "static thread-local variables, for which a process has little room");
            return shared;
        }
    }

    private void noteShared(Path library, boolean shared, String reason) {
        if (shared) {
            decide(library, library, reason);
        }
    }

    private static boolean isLibpython(String needed) {
        return Path.of(needed).getFileName().toString().startsWith("libpython3");
    }

    private static boolean isPythons(String symbol) {
        return symbol.startsWith("Py") || symbol.startsWith("_Py");
    }
}
