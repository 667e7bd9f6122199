package dev.clutch.cpython.library;

import dev.clutch.cpython.elf.ElfFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The room for static thread-local variables of libraries that are loaded later than the program.
 *
 * @param used how many bytes of it the libraries have that are loaded
 * @param limit how many there are; what the libraries lose by alignment counts too, so it is a few less
 */
public record StaticTls(long used, long limit) {
    /** Measured with glibc 2.36: what it leaves without being told, and how much of that can be told. */
    private static final long USUAL = 1664;

    private static final long USUAL_OPTION = 512;
    private static final Pattern OPTION = Pattern.compile("glibc\\.rtld\\.optional_static_tls=(\\d{1,10})");

    private static final Path MAPS = Path.of("/proc/self/maps");

    /**
     * A line of it: an area with code of a library. Not one whose file was deleted: those are copies, and what has such
     * variables is not copied.
     */
    private static final Pattern EXECUTABLE = Pattern.compile("\\S+ ..x. \\S+ \\S+ \\S+\\s+(/.*\\.so[^ ]*)");

    /** These have been there from the start, and take nothing of it. */
    private static final Pattern OF_THE_PROGRAM = Pattern.compile(".*/(libc|ld-linux.*|libpthread|libz|libjli)\\.so.*");

    /**
     * As it is now.
     *
     * @throws IOException if it cannot be found out what is loaded
     */
    public static StaticTls now() throws IOException {
        long used = 0;
        for (String file : libraries().toList()) {
            used += size(file);
        }
        return new StaticTls(used, limit(System.getenv().getOrDefault("GLIBC_TUNABLES", "")));
    }

    private static Stream<String> libraries() throws IOException {
        return Files.readAllLines(MAPS).stream()
                .map(EXECUTABLE::matcher)
                .filter(Matcher::matches)
                .map(area -> area.group(1))
                .filter(file -> !OF_THE_PROGRAM.matcher(file).matches())
                .distinct();
    }

    private static long size(String file) throws IOException {
        try (ElfFile library = ElfFile.open(Path.of(file))) {
            return library.hasStaticTls() ? library.tlsSize() : 0;
        }
    }

    static long limit(String tunables) {
        Matcher option = OPTION.matcher(tunables);
        return option.find() ? USUAL - USUAL_OPTION + Long.parseLong(option.group(1)) : USUAL;
    }
}
