package dev.clutch.cpython.elf;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Works out what to write over a copy of a library, and behind its end.
 *
 * <p>Longer names need more room than there is, so one more segment is put behind all others, in the file
 * and in memory. It has the program headers with one more of them, the dynamic section, and the string
 * table with the new names at its end. The old ones stay where they are, but nothing leads to them any
 * more. All else keeps its place, so no code and no other table has to change.
 */
final class ElfPatcher {
    private static final int X86_64 = 62;
    private static final int SECTION_SIZE = 64;
    private static final int SECTION_OF_STRINGS = 3;
    private static final int SECTION_DYNAMIC = 6;
    private static final long MOST_ADDRESS = 1L << 47;

    private final ElfFile file;
    private final Bytes bytes;
    private final ElfPatch patch;
    private final Edits edits = new Edits();
    private final ByteArrayOutputStream newStrings = new ByteArrayOutputStream();
    private final Map<String, Long> indexes = new HashMap<>();

    ElfPatcher(ElfFile file, ElfPatch patch) {
        this.file = file;
        this.bytes = file.bytes();
        this.patch = patch;
    }

    Edits edits() throws ElfException {
        Symbols.of(file).makeUniqueGlobal(edits);
        renameVersions();
        append(entries());
        return edits;
    }

    private long index(String text) {
        return indexes.computeIfAbsent(text, unknown -> {
            long at = file.stringsSize() + newStrings.size();
            newStrings.writeBytes(unknown.getBytes(StandardCharsets.UTF_8));
            newStrings.write(0);
            return at;
        });
    }

    /** What a library takes from another one, by version, names that one too; the loader insists that both agree. */
    private void renameVersions() throws ElfException {
        String what = "the table of needed versions";
        long count = file.dynamic().find(Dynamic.VERSION_NEEDS_COUNT).orElse(0);
        long address = file.dynamic().find(Dynamic.VERSION_NEEDS).orElse(0);
        if (address == 0 || patch.renamed().isEmpty()) {
            return;
        }
        long at = file.offset(address, what);
        long next = 1;
        for (long i = 0; i < count && next != 0; i++) {
            String library = file.string(bytes.number(at + 4, what), what);
            Optional.ofNullable(patch.renamed().get(library)).ifPresent(renamed(at + 4));
            next = bytes.number(at + 12, what);
            at += next;
        }
    }

    private java.util.function.Consumer<String> renamed(long at) {
        return name -> edits.putNumber(at, index(name));
    }

    private List<Dynamic.Entry> entries() throws ElfException {
        List<Dynamic.Entry> entries = new ArrayList<>();
        int afterNeeded = 0;
        for (Dynamic.Entry entry : file.dynamic().entries()) {
            if (entry.tag() != Dynamic.SONAME || patch.soname().isEmpty()) {
                entries.add(changed(entry));
            }
            if (entry.tag() == Dynamic.NEEDED) {
                afterNeeded = entries.size();
            }
        }
        List<Dynamic.Entry> more = new ArrayList<>();
        patch.added().forEach(library -> more.add(new Dynamic.Entry(Dynamic.NEEDED, index(library))));
        patch.soname().ifPresent(soname -> more.add(new Dynamic.Entry(Dynamic.SONAME, index(soname))));
        entries.addAll(afterNeeded, more);
        return entries;
    }

    private Dynamic.Entry changed(Dynamic.Entry entry) throws ElfException {
        if (entry.tag() == Dynamic.NEEDED) {
            String name = patch.renamed().get(file.string(entry.value(), "the name of a library"));
            return name == null ? entry : entry.with(index(name));
        }
        boolean path = entry.tag() == Dynamic.RUNPATH || entry.tag() == Dynamic.RPATH;
        return path && patch.searchPath().isPresent()
                ? entry.with(index(patch.searchPath().get()))
                : entry;
    }

    /** Where things are in the new segment, counted from its begin. */
    private record Plan(long offset, long address, int headers, int dynamic, int strings, long page) {
        int dynamicAt() {
            return headers;
        }

        int stringsAt() {
            return headers + dynamic;
        }

        int size() {
            return headers + dynamic + strings;
        }
    }

    private void append(List<Dynamic.Entry> entries) throws ElfException {
        byte[] oldStrings = bytes.copy(file.stringsOffset(), file.stringsSize(), "the string table");
        int headers = (file.segments().size() + 1) * Segment.SIZE;
        headers += headers % Dynamic.ENTRY_SIZE;
        int strings = oldStrings.length + newStrings.size();
        long page = bytes.half(18, "the header") == X86_64 ? 0x1000 : 0x10000;
        Plan plan = new Plan(
                up(bytes.size(), page),
                up(endInMemory(), page),
                headers,
                (entries.size() + 1) * Dynamic.ENTRY_SIZE,
                strings,
                page);
        byte[] content = new byte[plan.size()];
        ByteBuffer segment = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
        int segments = writeHeaders(segment, plan);
        writeDynamic(segment.position(plan.dynamicAt()), entries, plan);
        segment.position(plan.stringsAt()).put(oldStrings).put(newStrings.toByteArray());
        edits.put(plan.offset, content);
        edits.putWord(32, plan.offset);
        edits.putHalf(56, segments);
        moveSections(plan);
    }

    private static long up(long value, long step) {
        return (value + step - 1) / step * step;
    }

    private long endInMemory() throws ElfException {
        long end = 0;
        for (Segment segment : file.segments()) {
            if (segment.type() == Segment.LOAD) {
                if (segment.address() < 0
                        || segment.address() > MOST_ADDRESS
                        || segment.memorySize() < 0
                        || segment.memorySize() > MOST_ADDRESS) {
                    throw bytes.offence("a segment lies outside of what can be addressed");
                }
                end = Math.max(end, segment.address() + segment.memorySize());
            }
        }
        return end;
    }

    /** The loader wants segments in the order of their addresses, so ours goes after the last to be loaded. */
    private int writeHeaders(ByteBuffer out, Plan plan) throws ElfException {
        List<Segment> headers = new ArrayList<>();
        int afterLoaded = 0;
        for (Segment segment : file.segments()) {
            headers.add(moved(segment, plan));
            if (segment.type() == Segment.LOAD) {
                afterLoaded = headers.size();
            }
        }
        headers.add(
                afterLoaded,
                new Segment(
                        Segment.LOAD,
                        Segment.READ | Segment.WRITE, // the loader writes addresses into the dynamic section
                        plan.offset,
                        plan.address,
                        plan.address,
                        plan.size(),
                        plan.size(),
                        plan.page));
        if (headers.size() > 0xFFFE) {
            throw bytes.offence("it has too many segments");
        }
        headers.forEach(header -> header.write(out));
        return headers.size();
    }

    private Segment moved(Segment segment, Plan plan) {
        return switch (segment.type()) {
            case Segment.PROGRAM_HEADERS ->
                segment.at(plan.offset, plan.address, (file.segments().size() + 1L) * Segment.SIZE);
            case Segment.DYNAMIC ->
                segment.at(plan.offset + plan.dynamicAt(), plan.address + plan.dynamicAt(), plan.dynamic);
            default -> segment;
        };
    }

    private static void writeDynamic(ByteBuffer out, List<Dynamic.Entry> entries, Plan plan) {
        for (Dynamic.Entry entry : entries) {
            long value = entry.value();
            if (entry.tag() == Dynamic.STRINGS) {
                value = plan.address + plan.stringsAt();
            } else if (entry.tag() == Dynamic.STRINGS_SIZE) {
                value = plan.strings;
            }
            out.putLong(entry.tag()).putLong(value);
        }
    }

    /** Sections are for debuggers and the like; the loader does not look at them, so neither are they checked. */
    private void moveSections(Plan plan) throws ElfException {
        String what = "a section header";
        long start = bytes.word(40, "the header");
        int count = bytes.half(60, "the header");
        long strings = file.dynamic().find(Dynamic.STRINGS).orElse(0);
        for (int i = 0; i < count; i++) {
            long at = start + (long) i * SECTION_SIZE;
            if (at < 0 || at > bytes.size() - SECTION_SIZE) {
                return;
            }
            long type = bytes.number(at + 4, what);
            if (type == SECTION_OF_STRINGS && bytes.word(at + 16, what) == strings) {
                moveSection(at, plan, plan.stringsAt(), plan.strings);
            } else if (type == SECTION_DYNAMIC) {
                moveSection(at, plan, plan.dynamicAt(), plan.dynamic);
            }
        }
    }

    private void moveSection(long header, Plan plan, int place, int size) {
        edits.putWord(header + 16, plan.address + place);
        edits.putWord(header + 24, plan.offset + place);
        edits.putWord(header + 32, size);
    }
}
