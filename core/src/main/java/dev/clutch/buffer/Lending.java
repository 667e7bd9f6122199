package dev.clutch.buffer;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A buffer lent out: who has borrowed it, and whether it is back. It is back when the lending has
 * ended and no borrower is left. Borrowers without views are none any more as soon as it ends.
 *
 * <p>The count starts with one for the lending itself, so it comes to zero only after the end, and
 * once: from then on nobody can join.
 */
final class Lending {
    private final Buffer owner;
    private final Set<Buffer> borrowers = ConcurrentHashMap.newKeySet();
    private final AtomicInteger count = new AtomicInteger(1);
    private final AtomicBoolean ended = new AtomicBoolean();

    Lending(Buffer owner) {
        this.owner = owner;
    }

    /** Counts a borrower in that is about to be made, unless the buffer is back. */
    boolean tryJoin() {
        return count.getAndUpdate(n -> n == 0 ? 0 : n + 1) > 0;
    }

    /** The borrower that was counted in. If the lending has ended meanwhile, it loses the buffer at once. */
    void joined(Buffer borrower) {
        borrowers.add(borrower);
        if (ended.get()) {
            borrower.revoke();
        }
    }

    /** A borrower has let the buffer go. */
    void left(Buffer borrower) {
        borrowers.remove(borrower);
        countDown();
    }

    /** Takes the buffer from all borrowers that have no views of it. Harmless when repeated. */
    void end() {
        if (ended.compareAndSet(false, true)) {
            borrowers.forEach(Buffer::revoke);
            countDown();
        }
    }

    int borrowers() {
        return borrowers.size();
    }

    private void countDown() {
        if (count.decrementAndGet() == 0) {
            owner.cameBack(this);
        }
    }
}
