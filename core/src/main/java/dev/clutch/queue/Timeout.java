package dev.clutch.queue;

import java.time.Duration;

/** How long to wait, in nanoseconds as {@code java.util.concurrent} counts them. */
public record Timeout(long nanos) {
    /** Not at all. */
    public static final Timeout NONE = new Timeout(0);
    /** For as long as it takes (292 years). */
    public static final Timeout FOREVER = new Timeout(Long.MAX_VALUE);

    /** The given time; more than 292 years count as forever. */
    public static Timeout of(Duration duration) {
        try {
            return new Timeout(duration.toNanos());
        } catch (ArithmeticException tooLong) {
            return duration.isNegative() ? NONE : FOREVER;
        }
    }
}
