package dev.clutch.buffer;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * What one message has with it: buffers, large values that are still the sender's, and holds on other things. Whoever has the message says what becomes of them:
 *
 * <ul>
 *   <li>the call that sends it {@linkplain #settle settles} at its end, whether it succeeds or not,
 *   <li>a queue or channel {@linkplain #accept accepts} it before anyone can receive it from there,
 *   <li>and {@linkplain #discard discards} what it drops; so does who has received it, when done.
 * </ul>
 *
 * Safe for use by many threads; nothing here blocks.
 *
 * @param freight the buffers, and what else there is
 */
public record Cargo(List<Freight> freight) {
    /** Of a message that has none: nearly all. */
    public static final Cargo NONE = new Cargo(List.of());

    /** The cargos of several messages that go on as one. */
    public static Cargo of(List<Cargo> cargos) {
        List<Freight> all = new ArrayList<>();
        for (Cargo cargo : cargos) {
            all.addAll(cargo.freight);
        }
        return all.isEmpty() ? NONE : new Cargo(all);
    }

    /** The message is in a queue or channel now: they stay there when the call that sent them ends. */
    public void accept() {
        each(Freight::accept);
    }

    /** The message was taken out again before it was received: the call that sends it has them. */
    public void withdraw() {
        each(Freight::withdraw);
    }

    /** The call that sends the message has ended: what nobody has accepted or taken goes back to its sender. */
    public void settle() {
        each(Freight::settle);
    }

    /** The message is of no use any more: what was accepted and not taken is freed. */
    public void discard() {
        each(Freight::discard);
    }

    /** Nearly all cargos are empty, and every call of a host function asks some. */
    private void each(Consumer<Freight> step) {
        if (!freight.isEmpty()) {
            freight.forEach(step);
        }
    }
}
