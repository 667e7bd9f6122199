package dev.clutch.cpython.library;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Whether folders that modules are imported from have compiled ones that did not come with Python. It is looked for
 * until one is found, and once for each state of a folder. Safe for use by many threads.
 */
public final class CompiledModules {
    private static final String PACKAGE = "__init__.py";
    private static final String INSTALLED = ".dist-info";
    private static final String COMPILED = "Root-Is-Purelib: false";

    private final Map<Path, Seen> seen = new ConcurrentHashMap<>();

    /** What there was in a folder when its list of files was last changed. */
    private record Seen(long changed, boolean any) {}

    /** Nothing looked at yet. */
    public CompiledModules() {}

    /** Whether there are any. Blocks for reading folders: some milliseconds the first time. */
    public boolean anyIn(List<String> path) {
        return path.stream().map(Path::of).map(Path::toAbsolutePath).anyMatch(this::anyIn);
    }

    private boolean anyIn(Path folder) {
        long changed = folder.toFile().lastModified();
        Seen last = seen.get(folder);
        if (last == null || last.changed != changed) {
            last = new Seen(changed, !isOfPython(folder) && look(folder.toFile()));
            seen.put(folder, last);
        }
        return last.any;
    }

    /** The standard library, or the folder in it for compiled modules. */
    private static boolean isOfPython(Path folder) {
        return Files.exists(folder.resolve("os.py")) || folder.endsWith("lib-dynload");
    }

    /** Packages say when they are installed whether they are compiled. Others have to be looked into. */
    private static boolean look(File folder) {
        String[] names = folder.list();
        if (names == null || names.length == 0) {
            return false;
        }
        List<Installed> installed = Stream.of(names)
                .filter(name -> name.endsWith(INSTALLED))
                .map(name -> Installed.read(folder, name))
                .toList();
        Set<String> pure = installed.stream().map(Installed::name).collect(Collectors.toSet());
        return Stream.of(names).anyMatch(CompiledModules::isModule)
                || installed.stream().anyMatch(Installed::isCompiled)
                || Stream.of(names).anyMatch(name -> !pure.contains(normal(name)) && isIn(folder, name));
    }

    /** What pip has installed, by what it tells of that. */
    private record Installed(String name, boolean isCompiled) {
        static Installed read(File folder, String place) {
            try {
                List<String> lines =
                        Files.readAllLines(folder.toPath().resolve(place).resolve("WHEEL"));
                String name = place.substring(0, Math.max(0, place.indexOf('-')));
                return new Installed(normal(name), lines.contains(COMPILED));
            } catch (IOException e) {
                return new Installed("", false); // installed in another way: what it has brought is looked at
            }
        }
    }

    /** Many packages have the name that they are installed by, written in another way. */
    private static String normal(String name) {
        return name.toLowerCase(Locale.ROOT).replace('-', '_').replace('.', '_');
    }

    private static boolean isModule(String name) {
        return name.endsWith(".so");
    }

    /** Whether there is one in a package. Only folders have names without a dot, and names with one are no packages. */
    private static boolean isIn(File parent, String name) {
        if (name.indexOf('.') >= 0) {
            return false;
        }
        File folder = new File(parent, name);
        String[] names = folder.list();
        return names != null
                && Stream.of(names).anyMatch(PACKAGE::equals)
                && (Stream.of(names).anyMatch(CompiledModules::isModule)
                        || Stream.of(names).anyMatch(child -> isIn(folder, child)));
    }
}
