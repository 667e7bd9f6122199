package dev.clutch.cpython.install;

import dev.clutch.cpython.elf.ElfFile;
import dev.clutch.cpython.elf.ElfPatch;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarFile;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;

/**
 * The jar of a Python package, or of libraries that such packages need.
 *
 * @param prefix what the names of all files for the platform begin with
 * @param hasPython whether there is a folder {@code python} to import from
 */
record PackageArchive(Path jar, String prefix, String fingerprint, boolean hasPython) {
    private static final String STAMP = "clutch-unpacked";

    /** Of the system in all Pythons, and with another one beside it exceptions would not find their handlers. */
    private static final String UNWINDER = "libgcc_s.so";

    static PackageArchive open(Path jar, Platform platform) throws IOException {
        try (JarFile open = new JarFile(jar.toFile())) {
            String folder = "/" + platform.name() + "/";
            String prefix = open.stream()
                    .map(ZipEntry::getName)
                    .filter(name -> name.startsWith("org/bytedeco/") && name.contains(folder))
                    .map(name -> name.substring(0, name.indexOf(folder) + folder.length()))
                    .findFirst()
                    .orElseThrow(() -> new IOException("it has nothing for " + platform.name()));
            boolean hasPython = open.stream().anyMatch(file -> file.getName().startsWith(prefix + "python/"));
            return new PackageArchive(jar, prefix, Fingerprint.of(jar), hasPython);
        }
    }

    /** Where it is unpacked: changes with its content, and with the libraries that its modules are to find. */
    String entryName(List<Path> libraries) {
        String name = jar.getFileName().toString().replaceFirst("-.*", "");
        byte[] places = libraries.toString().getBytes(StandardCharsets.UTF_8);
        return "package-%s-%s-%08x".formatted(name, fingerprint, Fingerprint.sum(new CRC32(), places));
    }

    static boolean isWhole(Path folder) {
        return Files.exists(folder.resolve(STAMP));
    }

    /** Unpacks into an empty folder. */
    void unpack(Path folder, List<Path> libraries) throws IOException {
        try (JarFile open = new JarFile(jar.toFile())) {
            for (ZipEntry file : open.stream().filter(this::isWanted).toList()) {
                Path target = folder.resolve(file.getName().substring(prefix.length()));
                Files.createDirectories(target.getParent());
                try (InputStream in = open.getInputStream(file)) {
                    Files.copy(in, target);
                }
                if (hasPython && !libraries.isEmpty() && target.toString().endsWith(".so")) {
                    helpFind(target, libraries);
                }
            }
        }
        Files.writeString(folder.resolve(STAMP), "");
    }

    /** All but JavaCPP's own libraries and headers. */
    private boolean isWanted(ZipEntry file) {
        String name = file.getName();
        return name.startsWith(prefix)
                && !file.isDirectory()
                && !name.contains("/libjni")
                && !name.startsWith(prefix + "include/")
                && !name.contains(UNWINDER);
    }

    /** The modules look for libraries where they were built. */
    private static void helpFind(Path module, List<Path> libraries) throws IOException {
        Path changed = module.resolveSibling(module.getFileName() + ".part");
        try (ElfFile file = ElfFile.open(module)) {
            List<String> path = new ArrayList<>(file.searchPath());
            libraries.forEach(library -> path.add(library.toString()));
            if (file.needed().stream().noneMatch(needed -> isIn(libraries, needed))) {
                return;
            }
            file.patch(ElfPatch.none().withSearchPath(String.join(":", path)), changed);
        }
        Files.move(changed, module, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    }

    private static boolean isIn(List<Path> folders, String library) {
        return folders.stream().anyMatch(folder -> Files.exists(folder.resolve(library)));
    }
}
