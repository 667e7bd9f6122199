package dev.clutch.cpython.elf;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How a copy of a shared library is to differ from its original. In all copies, unique symbols are made
 * global, since the process would share those of the first copy.
 *
 * @param soname the name by which others ask for it; empty to keep the original's
 * @param renamed libraries that it needs, by their names in the original, and what to ask for instead
 * @param added more libraries that it is to need, after the others
 * @param searchPath where to look for libraries; empty to keep the original's
 */
public record ElfPatch(
        Optional<String> soname, Map<String, String> renamed, List<String> added, Optional<String> searchPath) {

    /** Copies the collections. */
    public ElfPatch {
        renamed = Map.copyOf(renamed);
        added = List.copyOf(added);
    }

    /** Changes nothing but the unique symbols. */
    public static ElfPatch none() {
        return new ElfPatch(Optional.empty(), Map.of(), List.of(), Optional.empty());
    }

    /** The same with a new name of its own. */
    public ElfPatch withSoname(String newSoname) {
        return new ElfPatch(Optional.of(newSoname), renamed, added, searchPath);
    }

    /** The same with another library in place of one that it needs. */
    public ElfPatch withRenamed(String from, String to) {
        Map<String, String> more = new LinkedHashMap<>(renamed);
        more.put(from, to);
        return new ElfPatch(soname, more, added, searchPath);
    }

    /** The same with one more library that it needs. */
    public ElfPatch withAdded(String library) {
        List<String> more = new java.util.ArrayList<>(added);
        more.add(library);
        return new ElfPatch(soname, renamed, more, searchPath);
    }

    /** The same with another search path, folders with colons in between. */
    public ElfPatch withSearchPath(String newSearchPath) {
        return new ElfPatch(soname, renamed, added, Optional.of(newSearchPath));
    }
}
