package dev.clutch.config;

/** Which global interpreter lock an interpreter runs under (PEP 684). */
public enum Gil {
    /** What the engine thinks best; for CPython the same as {@link #SHARED}. */
    DEFAULT(0),
    /** The lock of the main interpreter: the two never run at the same time. */
    SHARED(1),
    /** A lock of its own: it runs beside all others, one per core. */
    OWN(2);

    private final int code;

    Gil(int code) {
        this.code = code;
    }

    /** The number that CPython's {@code PyInterpreterConfig} has for it. */
    public int code() {
        return code;
    }

    /**
     * The lock that CPython's number stands for.
     *
     * @throws IllegalArgumentException if CPython has no such number
     */
    public static Gil ofCode(long code) {
        for (Gil gil : values()) {
            if (gil.code == code) {
                return gil;
            }
        }
        throw new IllegalArgumentException("gil must be 0 (default), 1 (shared) or 2 (own), not " + code);
    }
}
