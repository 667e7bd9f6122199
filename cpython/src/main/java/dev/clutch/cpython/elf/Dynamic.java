package dev.clutch.cpython.elf;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * The dynamic section: what the loader is told.
 *
 * @param entries in their order, without the one that ends them
 */
record Dynamic(List<Entry> entries) {
    static final int ENTRY_SIZE = 16;
    static final long NEEDED = 1;
    static final long HASH = 4;
    static final long STRINGS = 5;
    static final long SYMBOLS = 6;
    static final long STRINGS_SIZE = 10;
    static final long SONAME = 14;
    static final long RPATH = 15;
    static final long RUNPATH = 29;
    static final long FLAGS = 30;
    static final long GNU_HASH = 0x6FFFFEF5L;
    static final long VERSION_NEEDS = 0x6FFFFFFEL;
    static final long VERSION_NEEDS_COUNT = 0x6FFFFFFFL;

    /** One tag with its value, which may be a number, an address, or an offset in the string table. */
    record Entry(long tag, long value) {
        Entry with(long newValue) {
            return new Entry(tag, newValue);
        }
    }

    static Dynamic read(Bytes bytes, Segment segment) throws ElfException {
        String what = "the dynamic section";
        bytes.require(segment.offset(), segment.fileSize(), what);
        List<Entry> entries = new ArrayList<>();
        long end = segment.offset() + segment.fileSize();
        for (long at = segment.offset(); at <= end - ENTRY_SIZE; at += ENTRY_SIZE) {
            long tag = bytes.word(at, what);
            if (tag == 0) {
                return new Dynamic(entries);
            }
            entries.add(new Entry(tag, bytes.word(at + 8, what)));
        }
        throw bytes.offence(what + " has no end");
    }

    OptionalLong find(long tag) {
        return entries.stream()
                .filter(entry -> entry.tag == tag)
                .mapToLong(Entry::value)
                .findFirst();
    }

    List<Long> all(long tag) {
        return entries.stream()
                .filter(entry -> entry.tag == tag)
                .map(Entry::value)
                .toList();
    }
}
