package dev.clutch.cpython.library;

import dev.clutch.cpython.elf.ElfFile;
import dev.clutch.cpython.elf.ElfPatch;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

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
 * {@code keep}.
 *
 * <p>Safe for use by many threads. Blocks for reading and writing files.
 */
public final class PrivateLibraries {
    private static final long PROCESS = ProcessHandle.current().pid();

    private final CopyCache cache;
    private final Path libpython;
    private final String number;
    private final String life;
    private final Consumer<String> keep;
    private final Rules rules;
    private final Map<Path, Decision> decisions = new LinkedHashMap<>();
    private final Map<Path, Path> copies = new HashMap<>();
    private final String soname;

    /**
     * For one runtime.
     *
     * @param libpython the original
     * @param number which of all runtimes it is
     * @param life how many times the copy of libpython was initialized before; the copies of what cannot be
     *     initialized again in the same process are other ones then
     * @param rules what is to be shared, or not, whatever it looks like
     * @param keep loads a library, to be shared by all runtimes, by name or path
     */
    public PrivateLibraries(CopyCache cache, Path libpython, int number, int life, Rules rules, Consumer<String> keep) {
        this.cache = cache;
        this.libpython = libpython;
        this.number = "clutch" + number;
        this.life = life == 0 ? this.number : this.number + "." + life + "-" + PROCESS;
        this.rules = rules;
        this.keep = keep;
        this.soname = named(libpython.getFileName().toString(), this.number);
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
        Path copy = copy(real, new Kind(isOfPython ? number : life, true), LibrarySearch.none());
        decide(real, copy, isOfPython ? "a module of the standard library" : "a module of a package");
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
        Path copy = copy(real, new Kind(life, false), LibrarySearch.none());
        decide(real, copy, "a library that Python code loads by its path");
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
     * The runtime has ended. What was copied for a later life than the first is of no use to anybody else, so it goes;
     * what is loaded of it stays loaded.
     *
     * @throws IOException if it cannot be deleted
     */
    public synchronized void close() throws IOException {
        if (!life.equals(number)) {
            cache.delete(life);
        }
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
     */
    private record Kind(String set, boolean isModule) {
        Kind ofItsLibraries() {
            return new Kind(set, false);
        }
    }

    /** Two libraries may need each other: the second finds the first noted here, though not made yet. */
    private Path copy(Path real, Kind kind, LibrarySearch search) throws IOException {
        Path known = copies.get(real);
        if (known != null) {
            return known;
        }
        String policy = String.join("\n", kind.toString(), soname, search.toString(), rules.toString());
        Path copy = cache.place(real, kind.set, policy);
        copies.put(real, copy);
        try (ElfFile file = ElfFile.open(real)) {
            ElfPatch patch = patch(file, kind, search.of(file));
            cache.ensure(copy, aside -> file.patch(patch, aside));
            return copy;
        } catch (IOException | RuntimeException e) {
            copies.remove(real);
            throw e;
        }
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
            keep.accept(needed);
            return patch;
        }
        if (isShared(found.get())) {
            keep.accept(found.get().toString());
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
