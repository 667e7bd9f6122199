package dev.clutch.cpython.elf;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Predicate;

/** The symbols by which a library and others find each other. */
final class Symbols {
    private static final String WHAT = "the symbol table";
    private static final long SIZE = 24;
    private static final long INFO = 4;
    private static final long SECTION = 6;
    private static final int UNIQUE = 10;
    private static final int GLOBAL = 1;
    private static final int UNDEFINED = 0;

    private final ElfFile file;
    private final Bytes bytes;
    private final long start;
    private final long count;

    private Symbols(ElfFile file, long start, long count) {
        this.file = file;
        this.bytes = file.bytes();
        this.start = start;
        this.count = count;
    }

    static Symbols of(ElfFile file) throws ElfException {
        OptionalLong table = file.dynamic().find(Dynamic.SYMBOLS);
        if (table.isEmpty()) {
            return new Symbols(file, 0, 0);
        }
        long start = file.offset(table.getAsLong(), WHAT);
        long count = count(file);
        if (count > file.bytes().size() / SIZE) {
            throw file.bytes().offence(WHAT + " has " + count + " entries, more than the file has room for");
        }
        file.bytes().require(start, count * SIZE, WHAT);
        return new Symbols(file, start, count);
    }

    /** No field has the number; but the hash tables lead to the last one. */
    private static long count(ElfFile file) throws ElfException {
        OptionalLong hash = file.dynamic().find(Dynamic.HASH);
        if (hash.isPresent()) {
            return file.bytes().number(file.offset(hash.getAsLong(), "the hash table") + 4, "the hash table");
        }
        OptionalLong gnuHash = file.dynamic().find(Dynamic.GNU_HASH);
        return gnuHash.isEmpty() ? 0 : countByGnuHash(file, gnuHash.getAsLong());
    }

    /** The chain that begins with the highest symbol of all buckets ends with the last symbol of all. */
    private static long countByGnuHash(ElfFile file, long address) throws ElfException {
        String what = "the GNU hash table";
        Bytes bytes = file.bytes();
        long table = file.offset(address, what);
        long buckets = bytes.number(table, what);
        long firstHashed = bytes.number(table + 4, what);
        long bucketsAt = table + 16 + bytes.number(table + 8, what) * Long.BYTES;
        bytes.require(bucketsAt, buckets * Integer.BYTES, what);
        long last = 0;
        for (long i = 0; i < buckets; i++) {
            last = Math.max(last, bytes.number(bucketsAt + i * Integer.BYTES, what));
        }
        if (last < firstHashed) {
            return firstHashed;
        }
        long chains = bucketsAt + (buckets - firstHashed) * Integer.BYTES;
        while ((bytes.number(chains + last * Integer.BYTES, what) & 1) == 0) {
            last++;
        }
        return last + 1;
    }

    /** Whether a symbol is missing here, to be found in another library, whose name is like that. */
    boolean anyUndefined(Predicate<String> name) throws ElfException {
        for (long at = start + SIZE; at < start + count * SIZE; at += SIZE) {
            if (bytes.half(at + SECTION, WHAT) == UNDEFINED && name.test(name(at))) {
                return true;
            }
        }
        return false;
    }

    /** The names of the global functions and variables here that are like that. */
    List<String> defined(Predicate<String> name) throws ElfException {
        List<String> found = new ArrayList<>();
        for (long at = start + SIZE; at < start + count * SIZE; at += SIZE) {
            if (bytes.half(at + SECTION, WHAT) != UNDEFINED && isGlobal(at) && name.test(name(at))) {
                found.add(name(at));
            }
        }
        return found;
    }

    private boolean isGlobal(long at) throws ElfException {
        int type = bytes.octet(at + INFO, WHAT) & 0xF;
        return bytes.octet(at + INFO, WHAT) >> 4 != 0 && (type == 1 || type == 2);
    }

    private String name(long at) throws ElfException {
        return file.string(bytes.number(at, WHAT), "the name of a symbol");
    }

    /** Makes global symbols of unique ones, of which all copies of a library would share the first. */
    void makeUniqueGlobal(Edits edits) throws ElfException {
        for (long at = start + SIZE; at < start + count * SIZE; at += SIZE) {
            int info = bytes.octet(at + INFO, WHAT);
            if (info >> 4 == UNIQUE) {
                edits.put(at + INFO, new byte[] {(byte) (GLOBAL << 4 | (info & 0xF))});
            }
        }
    }
}
