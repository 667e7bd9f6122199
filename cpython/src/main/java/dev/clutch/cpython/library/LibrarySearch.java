package dev.clutch.cpython.library;

import dev.clutch.cpython.elf.ElfFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Finds the libraries that came with an extension module, as the loader would: where the module's own search path
 * leads, or that of what needs it. What is not found there is the system's.
 *
 * @param folders the search paths, the nearest first
 */
record LibrarySearch(List<Path> folders) {
    private static final List<Path> SYSTEM =
            Stream.of("/lib", "/lib64", "/usr/lib", "/usr/lib64").map(Path::of).toList();

    static LibrarySearch none() {
        return new LibrarySearch(List.of());
    }

    /** For what the given file needs. */
    LibrarySearch of(ElfFile file) throws IOException {
        List<Path> all = new ArrayList<>();
        for (String folder : file.searchPath()) {
            all.add(Path.of(file.spelt(folder)).normalize());
        }
        folders.stream().filter(folder -> !all.contains(folder)).forEach(all::add);
        return new LibrarySearch(List.copyOf(all));
    }

    /**
     * The library that the file needs under this name, with no links in its path.
     *
     * @return empty if it is the system's
     */
    Optional<Path> find(ElfFile file, String name) throws IOException {
        Optional<Path> found = name.contains("/")
                ? Optional.of(Path.of(file.spelt(name)))
                : folders.stream()
                        .map(folder -> folder.resolve(name))
                        .filter(Files::isRegularFile)
                        .findFirst();
        return found.isEmpty() || !Files.exists(found.get())
                ? Optional.empty()
                : Optional.of(found.get().toRealPath()).filter(LibrarySearch::cameWithAPackage);
    }

    /** Libraries in the folders of the system belong to all programs; folders below may belong to one. */
    static boolean cameWithAPackage(Path real) {
        Path folder = real.getParent();
        return folder != null
                && SYSTEM.stream().noneMatch(system -> folder.equals(system) || isOfMachine(system, folder));
    }

    /** A folder such as {@code /usr/lib/x86_64-linux-gnu}. */
    private static boolean isOfMachine(Path system, Path folder) {
        return system.equals(folder.getParent()) && folder.toString().endsWith("-linux-gnu");
    }
}
