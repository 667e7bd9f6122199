package dev.clutch.queue;

/**
 * What becomes of an item in a queue when the interpreter that put it there ends (PEP 734, {@code
 * unbounditems}).
 */
public enum Unbound {
    /** It vanishes from the queue. */
    REMOVE(1),
    /** Getting it raises {@code ItemInterpreterDestroyed}. */
    ERROR(2),
    /** Getting it returns the sentinel {@code UNBOUND}. */
    REPLACE(3),
    /** It stays as it is: Clutch's own, since a message belongs to no interpreter. */
    KEEP(0);

    private final int code;

    Unbound(int code) {
        this.code = code;
    }

    /** The number that CPython's {@code _interpqueues} uses for it; 0 for {@link #KEEP}, which it has not. */
    public int code() {
        return code;
    }

    /**
     * The policy that CPython's number stands for.
     *
     * @throws IllegalArgumentException if CPython has no such number
     */
    public static Unbound ofCode(long code) {
        for (Unbound value : values()) {
            if (value.code == code && value != KEEP) {
                return value;
            }
        }
        throw new IllegalArgumentException(
                "unsupported unbound op " + code + "; it is 1 (remove), 2 (error) or 3 (replace)");
    }
}
