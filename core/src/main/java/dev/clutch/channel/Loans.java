package dev.clutch.channel;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Buffers that interpreters keep for items they have sent. Received by its own sender, such an item is
 * the very buffer; received by another it is a copy, and the sender may let the buffer go. So may it
 * when the item is dropped. Safe for use by many threads; nothing here blocks.
 */
final class Loans {
    /** No buffer. */
    static final long NONE = 0;

    private final ConcurrentHashMap<Long, Queue<Long>> returned = new ConcurrentHashMap<>();

    void giveBack(Item item) {
        if (item.loan() != NONE) {
            returned.computeIfAbsent(item.sender(), sender -> new ConcurrentLinkedQueue<>())
                    .add(item.loan());
        }
    }

    /** The numbers of the buffers that the interpreter need not keep any longer, each told once. */
    List<Long> takeReturned(long interpreter) {
        Queue<Long> numbers = returned.get(interpreter);
        List<Long> taken = new ArrayList<>();
        if (numbers != null) {
            for (Long number = numbers.poll(); number != null; number = numbers.poll()) {
                taken.add(number);
            }
        }
        return taken;
    }

    void interpreterEnded(long interpreter) {
        returned.remove(interpreter);
    }
}
