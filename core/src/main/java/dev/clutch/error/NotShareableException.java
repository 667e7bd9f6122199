package dev.clutch.error;

import org.jspecify.annotations.Nullable;

/**
 * A value cannot cross to another interpreter or to the other language. The message names the value,
 * says why, and where it sits inside its container, as in {@code at [2]['log']}.
 */
public final class NotShareableException extends ClutchException {
    private final String reason;
    private final String path;

    /**
     * Complains about a value.
     *
     * @param reason which value cannot cross, and why
     */
    public NotShareableException(String reason) {
        this(reason, "");
    }

    private NotShareableException(String reason, String path) {
        super(path.isEmpty() ? reason : reason + " (at " + path + ")");
        this.reason = reason;
        this.path = path;
    }

    /** The same complaint, seen from the container that reaches the value by {@code step}, such as {@code [3]}. */
    public NotShareableException inside(String step) {
        return new NotShareableException(reason, step + path);
    }

    /** The same complaint, seen from the list that holds the value. */
    public NotShareableException at(int index) {
        return inside("[" + index + "]");
    }

    /** The same complaint, seen from the map that holds the value under the given key. */
    public NotShareableException under(@Nullable Object key) {
        return inside(key instanceof CharSequence ? "['" + key + "']" : "[" + key + "]");
    }

    @Override
    public String pythonName() {
        return "NotShareableError";
    }
}
