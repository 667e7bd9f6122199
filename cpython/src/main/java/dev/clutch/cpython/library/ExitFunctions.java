package dev.clutch.cpython.library;

import java.io.IOException;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.LongConsumer;
import java.util.function.LongPredicate;
import java.util.function.LongUnaryOperator;

/**
 * The C library's list of functions that it calls when the process ends. Those that were registered for a library go when
 * it is unloaded; some were registered for nobody.
 *
 * <p>Where the list is nobody tells, but it is found by a function that is registered for that. The functions' addresses
 * are masked; the function's shows how.
 */
final class ExitFunctions {
    /** No address in any process, and what the function is called with; it does nothing with that. */
    private static final long ARGUMENT = 0x5afe_c0de_0ddb_a116L;

    /** Of a block: the next block, the count of its lines, and the lines, 32 at most. */
    private static final long LINES = 16;

    private static final long COUNT = 8;
    private static final long MOST = 32;

    /** Of a line: its kind, the function, its argument, and the library that it was registered for. */
    private static final long LINE = 32;

    private static final long FREE = 0;
    private static final long FUNCTION = 8;
    private static final long ARGUMENT_AT = 16;
    private static final long OWNER = 24;
    private static final long WITH_OWNER = 4;
    /** A new function is put into the first block that is not empty, or, if that is full, into a new one before it. */
    private static final int NEAR = 4;

    private static final int MASK_TURN = System.getProperty("os.arch").equals("amd64") ? 17 : 0;

    private final ProcessMemory memory;
    private final long first;
    private final long mask;

    private ExitFunctions(ProcessMemory memory, long first, long mask) {
        this.memory = memory;
        this.first = first;
        this.mask = mask;
    }

    /**
     * Finds the list.
     *
     * @param libc the C library's areas that can be written to
     * @param map all areas
     */
    static ExitFunctions find(Loader loader, ProcessMemory memory, MemoryMap libc, MemoryMap map) throws IOException {
        long function = loader.registerForExit(ARGUMENT);
        Set<Long> pointers = new TreeSet<>();
        memory.read(libc, (_, word) -> {
            if ((word & 7) == 0
                    && map.find(word).filter(MemoryMap.Area::isWritable).isPresent()) {
                pointers.add(word);
            }
        });
        for (long head : pointers) {
            // What else is pointed to may be a ring, such as malloc's lists.
            long block = head;
            for (int i = 0; i < NEAR && isBlock(map, block); i++, block = memory.word(block)) {
                OptionalLong line = ours(memory, block);
                if (line.isPresent()) {
                    long masked = memory.word(line.getAsLong() + FUNCTION);
                    return new ExitFunctions(memory, head, Long.rotateRight(masked, MASK_TURN) ^ function);
                }
            }
        }
        throw new IOException("the C library's list of functions for the end was not found");
    }

    private static boolean isBlock(MemoryMap map, long block) throws IOException {
        return block != 0 && (block & 7) == 0 && map.contains(block) && map.contains(block + LINES + MOST * LINE - 1);
    }

    private static OptionalLong ours(ProcessMemory memory, long block) throws IOException {
        long count = memory.word(block + COUNT);
        for (long i = 0; i < Math.min(count, MOST); i++) {
            long line = block + LINES + i * LINE;
            if (memory.word(line + ARGUMENT_AT) == ARGUMENT && memory.word(line) == WITH_OWNER) {
                return OptionalLong.of(line);
            }
        }
        return OptionalLong.empty();
    }

    /** Does something with the address of each function that was registered for nobody, or for others than these. */
    void ofOthers(LongPredicate libraries, LongConsumer functions) throws IOException {
        LongUnaryOperator unmask = masked -> Long.rotateRight(masked, MASK_TURN) ^ mask;
        for (long block = first; block != 0; block = memory.word(block)) {
            long count = Math.min(memory.word(block + COUNT), MOST);
            for (long i = 0; i < count; i++) {
                long line = block + LINES + i * LINE;
                long kind = memory.word(line);
                boolean isOwned = kind == WITH_OWNER && libraries.test(memory.word(line + OWNER));
                if (kind != FREE && !isOwned) {
                    functions.accept(unmask.applyAsLong(memory.word(line + FUNCTION)));
                }
            }
        }
    }
}
