package dev.clutch.cpython.elf;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * A shared library in the ELF format, 64 bits and little-endian, open for reading. Nothing in it is
 * trusted: whatever does not fit is an {@link ElfException}. For one thread.
 */
public final class ElfFile implements AutoCloseable {
    private static final long MAGIC = 0x464C457FL;
    private static final int SHARED_LIBRARY = 3;
    private static final long STATIC_TLS = 0x10;

    private final Path file;
    private final Arena arena;
    private final Bytes bytes;
    private final List<Segment> segments;
    private final Dynamic dynamic;
    private final long stringsOffset;
    private final long stringsSize;

    private ElfFile(Path file, Arena arena, Bytes bytes) throws ElfException {
        this.file = file;
        this.arena = arena;
        this.bytes = bytes;
        checkHeader();
        segments = readSegments();
        dynamic = Dynamic.read(bytes, segment(Segment.DYNAMIC));
        stringsSize = dynamic.find(Dynamic.STRINGS_SIZE).orElseThrow(() -> bytes.offence("it has no strings"));
        stringsOffset = offset(
                dynamic.find(Dynamic.STRINGS).orElseThrow(() -> bytes.offence("it has no strings")),
                "the string table");
        bytes.require(stringsOffset, stringsSize, "the string table");
    }

    /**
     * Opens a file.
     *
     * @throws ElfException if it is no shared library, or a damaged one
     */
    @SuppressWarnings("MustBeClosedChecker") // the arena is closed with the file
    public static ElfFile open(Path file) throws IOException {
        Arena arena = Arena.ofConfined();
        try (FileChannel channel = FileChannel.open(file)) {
            MemorySegment content = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena);
            return new ElfFile(file, arena, new Bytes(file, content));
        } catch (IOException | RuntimeException | Error e) {
            arena.close();
            throw e;
        }
    }

    private void checkHeader() throws ElfException {
        if (bytes.size() < 64 || bytes.number(0, "the header") != MAGIC) {
            throw bytes.offence("it is no ELF file");
        }
        if (bytes.octet(4, "the header") != 2 || bytes.octet(5, "the header") != 1) {
            throw bytes.offence("it is not for a little-endian machine of 64 bits");
        }
        if (bytes.half(16, "the header") != SHARED_LIBRARY) {
            throw bytes.offence("it is another kind of ELF file, such as a program");
        }
    }

    private List<Segment> readSegments() throws ElfException {
        long start = bytes.word(32, "the header");
        int count = bytes.half(56, "the header");
        List<Segment> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            all.add(Segment.read(bytes, start + (long) i * Segment.SIZE));
        }
        return all;
    }

    Segment segment(int type) throws ElfException {
        return segments.stream()
                .filter(segment -> segment.type() == type)
                .findFirst()
                .orElseThrow(() -> bytes.offence("it has no segment of type " + type));
    }

    Bytes bytes() {
        return bytes;
    }

    List<Segment> segments() {
        return segments;
    }

    Dynamic dynamic() {
        return dynamic;
    }

    long stringsOffset() {
        return stringsOffset;
    }

    long stringsSize() {
        return stringsSize;
    }

    /** Where in the file that is which is at this address in memory. */
    long offset(long address, String what) throws ElfException {
        for (Segment segment : segments) {
            if (segment.type() == Segment.LOAD && segment.contains(address)) {
                return address - segment.address() + segment.offset();
            }
        }
        throw bytes.offence(what + " at the address 0x" + Long.toHexString(address) + " is in no segment");
    }

    String string(long index, String what) throws ElfException {
        if (index < 0 || index >= stringsSize) {
            throw bytes.offence(what + " is no index of the string table: 0x" + Long.toHexString(index));
        }
        return bytes.text(stringsOffset + index, stringsOffset + stringsSize, what);
    }

    private List<String> strings(long tag, String what) throws ElfException {
        List<String> all = new ArrayList<>();
        for (long index : dynamic.all(tag)) {
            all.add(string(index, what));
        }
        return all;
    }

    /** The file. */
    public Path file() {
        return file;
    }

    /** The name by which others ask for it. */
    public Optional<String> soname() throws ElfException {
        return strings(Dynamic.SONAME, "its own name").stream().findFirst();
    }

    /** The libraries that it needs: names, or paths. */
    public List<String> needed() throws ElfException {
        return strings(Dynamic.NEEDED, "the name of a library");
    }

    /** Where its libraries are looked for, as written: folders that may begin with {@code $ORIGIN}. */
    public List<String> searchPath() throws ElfException {
        List<String> paths = strings(Dynamic.RUNPATH, "the search path");
        List<String> used = paths.isEmpty() ? strings(Dynamic.RPATH, "the search path") : paths;
        return used.stream()
                .flatMap(path -> Stream.of(path.split(":")))
                .filter(folder -> !folder.isEmpty())
                .toList();
    }

    /** A patch by which a copy finds what the original finds: {@code $ORIGIN} is the original's folder, spelt out. */
    public ElfPatch keepingOrigin() throws ElfException {
        ElfPatch patch = ElfPatch.none();
        for (String library : needed()) {
            if (!library.equals(spelt(library))) {
                patch = patch.withRenamed(library, spelt(library));
            }
        }
        String path = String.join(":", searchPath());
        return path.isEmpty() ? patch : patch.withSearchPath(spelt(path));
    }

    /** A path as written in this file, with {@code $ORIGIN} spelt out. */
    public String spelt(String path) {
        String folder = String.valueOf(file.toAbsolutePath().getParent());
        return path.replace("$ORIGIN", folder).replace("${ORIGIN}", folder);
    }

    /** Whether it takes a piece of the small room for thread-local variables that all such libraries share. */
    public boolean hasStaticTls() {
        return (dynamic.find(Dynamic.FLAGS).orElse(0) & STATIC_TLS) != 0;
    }

    /** How many bytes its thread-local variables take in each thread. */
    public long tlsSize() {
        return segments.stream()
                .filter(segment -> segment.type() == Segment.THREAD_LOCAL)
                .mapToLong(Segment::memorySize)
                .sum();
    }

    /** Whether it needs a symbol of another library whose name is like that. */
    public boolean needsSymbol(Predicate<String> name) throws ElfException {
        return Symbols.of(this).anyUndefined(name);
    }

    /** The names of its own functions and variables that are like that. */
    public List<String> symbols(Predicate<String> name) throws ElfException {
        return Symbols.of(this).defined(name);
    }

    /**
     * Writes a copy that differs as the patch says.
     *
     * @param copy a file that is overwritten if it is there
     * @throws ElfException if the file is damaged; then there may be a part of a copy
     */
    public void patch(ElfPatch patch, Path copy) throws IOException {
        Edits edits = new ElfPatcher(this, patch).edits();
        Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
        if (!copy.toFile().setWritable(true, true)) {
            throw new IOException(copy + " cannot be made writable");
        }
        edits.apply(copy);
    }

    @Override
    public void close() {
        arena.close();
    }
}
