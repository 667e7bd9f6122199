package dev.clutch.cpython.install;

import dev.clutch.error.EngineUnavailableException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;

/** The jar of a bundled CPython: what it is called, how it is unpacked, whether a copy is whole. */
record PythonArchive(Path jar, Platform platform) {
    private static final String STAMP = "clutch-unpacked";

    /** Written last and checked at each start: if one of these is there with its size, start-up works. */
    private static final List<String> VITAL = List.of(
            "bin/python3.14",
            "lib/python3.14/os.py",
            "lib/python3.14/site.py",
            "lib/python3.14/codecs.py",
            "lib/python3.14/io.py",
            "lib/python3.14/abc.py",
            "lib/python3.14/encodings/__init__.py",
            "lib/python3.14/encodings/utf_8.py",
            "lib/python3.14/encodings/aliases.py");

    /** A name that changes with any byte of the content. */
    String fingerprint() {
        try {
            return "cpython-3.14-" + platform.name() + "-" + Fingerprint.of(jar);
        } catch (IOException e) {
            throw new EngineUnavailableException("cannot read the bundled Python, " + jar + ": " + e.getMessage(), e);
        }
    }

    /** A check that takes a millisecond: the files that start-up needs are there, with their sizes. */
    boolean looksWhole(Path folder) {
        try {
            List<String> lines = Files.readAllLines(folder.resolve(STAMP));
            return !lines.isEmpty() && lines.stream().allMatch(line -> hasSize(folder, line));
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean hasSize(Path folder, String line) {
        int space = line.indexOf(' ');
        return space > 0
                && line.substring(0, space)
                        .equals(String.valueOf(folder.resolve(line.substring(space + 1))
                                .toFile()
                                .length()));
    }

    /** A check of every byte against the jar's checksums, which takes a second. */
    boolean isWhole(Path folder) {
        try (JarFile open = new JarFile(jar.toFile())) {
            return looksWhole(folder)
                    && files(open).stream().allMatch(file -> hasContent(folder.resolve(relative(file)), file));
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean hasContent(Path path, ZipEntry file) {
        try {
            return Fingerprint.sum(new CRC32(), Files.readAllBytes(path)) == file.getCrc();
        } catch (IOException e) {
            return false;
        }
    }

    /** Unpacks into an empty folder, with a line of progress on standard error. */
    void unpack(Path folder) {
        try (JarFile open = new JarFile(jar.toFile());
                Progress progress = new Progress(
                        "unpacking CPython 3.14 (once)", files(open).size())) {
            for (ZipEntry file : files(open)) {
                copy(open, file, folder.resolve(relative(file)));
                progress.step();
            }
            if (!VITAL.stream().allMatch(vital -> Files.exists(folder.resolve(vital)))) {
                throw damaged("it does not hold CPython 3.14 for " + platform.name());
            }
            makeUsable(folder);
            writeStamp(folder);
        } catch (ZipException e) {
            throw damaged(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String prefix() {
        return "org/bytedeco/cpython/" + platform.name() + "/";
    }

    private String relative(ZipEntry file) {
        return file.getName().substring(prefix().length());
    }

    /** All but JavaCPP's own library. */
    private List<? extends ZipEntry> files(JarFile open) {
        return open.stream()
                .filter(file -> file.getName().startsWith(prefix()) && !file.isDirectory())
                .filter(file -> !file.getName().contains("jnipython"))
                .toList();
    }

    private void copy(JarFile open, ZipEntry file, Path target) throws IOException {
        Files.createDirectories(target.getParent());
        CRC32 sum = new CRC32();
        try (InputStream in = new CheckedInputStream(open.getInputStream(file), sum)) {
            Files.copy(in, target);
        }
        if (sum.getValue() != file.getCrc()) {
            throw damaged("its entry " + file.getName() + " does not have the checksum that it should have");
        }
    }

    private EngineUnavailableException damaged(String why) {
        return new EngineUnavailableException("the bundled Python, " + jar + ", is damaged: " + why
                + "; delete the file, so that Maven fetches it anew");
    }

    /** Jars carry no permissions; and {@code _ctypes} looks for libffi beside itself, not where the jar has it. */
    private void makeUsable(Path folder) throws IOException {
        try (var programs = Files.list(folder.resolve("bin"))) {
            programs.forEach(program -> program.toFile().setExecutable(true, false));
        }
        Path libffi = folder.resolve("libffi.so.8");
        if (Files.exists(libffi)) {
            Files.copy(libffi, folder.resolve("lib/python3.14/lib-dynload/libffi.so.8"));
        }
    }

    private void writeStamp(Path folder) throws IOException {
        StringBuilder lines = new StringBuilder();
        for (String vital : VITAL) {
            lines.append(Files.size(folder.resolve(vital)))
                    .append(' ')
                    .append(vital)
                    .append('\n');
        }
        String library = platform.libraryName();
        lines.append(Files.size(folder.resolve(library)))
                .append(' ')
                .append(library)
                .append('\n');
        Files.writeString(folder.resolve(STAMP), lines);
    }
}
