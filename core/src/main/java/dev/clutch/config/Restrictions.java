package dev.clutch.config;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * What is kept from an interpreter, or measured out to it. Interpreters that its code makes have the same
 * restrictions, and it may run code in no others.
 *
 * @param access what it may reach; all if empty
 * @param recursionLimit how deep Python calls may nest; code can only make it less. Python's default if empty
 * @param memoryBudget how many bytes its small objects may take; see {@link #withMemoryBudget}
 */
public record Restrictions(Optional<Access> access, OptionalInt recursionLimit, OptionalLong memoryBudget) {
    private static final Restrictions NONE =
            new Restrictions(Optional.empty(), OptionalInt.empty(), OptionalLong.empty());

    /** Rejects limits that leave no room to live. */
    public Restrictions {
        if (recursionLimit.isPresent() && recursionLimit.getAsInt() < 50) {
            throw new IllegalArgumentException(
                    "the recursion limit must be 50 or more, not " + recursionLimit.getAsInt());
        }
        if (memoryBudget.isPresent() && memoryBudget.getAsLong() <= 0) {
            throw new IllegalArgumentException("the memory budget must be positive, not " + memoryBudget.getAsLong());
        }
    }

    /** No restrictions. */
    public static Restrictions none() {
        return NONE;
    }

    /** The same with that access. */
    public Restrictions withAccess(Access newAccess) {
        return new Restrictions(Optional.of(newAccess), recursionLimit, memoryBudget);
    }

    /** The same with that limit, 50 or more. */
    public Restrictions withRecursionLimit(int calls) {
        return new Restrictions(access, OptionalInt.of(calls), memoryBudget);
    }

    /**
     * The same with a budget for memory, in bytes. Counted is what CPython takes from the system for objects of up
     * to 512 bytes, in steps of one mebibyte; a fresh interpreter has some 2 MiB. <em>Not</em> counted is what is
     * larger (long strings and bytes, the tables of large lists and dicts), and the memory of C libraries, numpy's
     * arrays and {@code clutch.Buffer}s. Code that goes beyond the budget gets a {@code MemoryError} at its next
     * Python instruction, and again with each further mebibyte; one call of C code can go beyond it by much.
     */
    public Restrictions withMemoryBudget(long bytes) {
        return new Restrictions(access, recursionLimit, OptionalLong.of(bytes));
    }
}
