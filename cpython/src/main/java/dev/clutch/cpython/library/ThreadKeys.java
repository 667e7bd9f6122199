package dev.clutch.cpython.library;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongPredicate;
import java.util.stream.LongStream;

/**
 * The C library's table of keys for variables of threads, whose destructors it calls when a thread ends. Libraries seldom
 * delete theirs. Where the table is nobody tells, but it is found by a key that is made for that.
 */
final class ThreadKeys {
    private static final int MOST = 1024;
    /** Of a line of the table: its number, odd if it is in use, and the destructor. */
    private static final long LINE = 2 * Long.BYTES;

    /** No address in any process: nothing else in the C library's memory looks like it. */
    private static final long UNMISTAKABLE = 0x5afe_c0de_0ddb_a115L;

    private final Loader loader;
    private final ProcessMemory memory;
    private final long table;

    private ThreadKeys(Loader loader, ProcessMemory memory, long table) {
        this.loader = loader;
        this.memory = memory;
        this.table = table;
    }

    /**
     * Finds the table.
     *
     * @param libc the C library's areas that can be written to
     */
    static ThreadKeys find(Loader loader, ProcessMemory memory, MemoryMap libc) throws IOException {
        long key = loader.makeThreadKey(UNMISTAKABLE);
        try {
            LongStream.Builder destructors = LongStream.builder();
            memory.read(libc, (address, word) -> {
                if (word == UNMISTAKABLE) {
                    destructors.add(address);
                }
            });
            long destructor = destructors
                    .build()
                    .findFirst()
                    .orElseThrow(() -> new IOException("the C library's table of thread keys was not found"));
            return new ThreadKeys(loader, memory, destructor - Long.BYTES - key * LINE);
        } finally {
            loader.deleteThreadKey(key);
        }
    }

    /**
     * Those whose destructors are of the wanted kind.
     *
     * @return the destructor of each
     */
    Map<Integer, Long> find(LongPredicate destructors) throws IOException {
        Map<Integer, Long> found = new HashMap<>();
        for (int key = 0; key < MOST; key++) {
            if (isUsed(key) && destructors.test(destructor(key))) {
                found.put(key, destructor(key));
            }
        }
        return found;
    }

    /** Deletes what is left of keys, now that their destructors are gone. */
    void delete(Map<Integer, Long> keys) throws IOException {
        for (Map.Entry<Integer, Long> key : keys.entrySet()) {
            if (isUsed(key.getKey()) && destructor(key.getKey()) == key.getValue()) {
                loader.deleteThreadKey(key.getKey());
            }
        }
    }

    private boolean isUsed(int key) throws IOException {
        return (memory.word(table + key * LINE) & 1) != 0;
    }

    private long destructor(int key) throws IOException {
        return memory.word(table + key * LINE + Long.BYTES);
    }
}
