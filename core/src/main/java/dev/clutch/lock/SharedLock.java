package dev.clutch.lock;

import dev.clutch.error.SharedException;
import dev.clutch.error.SharedException.Reason;
import dev.clutch.message.ReducedKinds;
import dev.clutch.queue.Line;
import dev.clutch.queue.MessageQueue;
import dev.clutch.queue.Timeout;
import dev.clutch.shared.Owner;
import dev.clutch.shared.SharedObjects;
import dev.clutch.shared.Uninterruptibly;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A lock for all interpreters and for Java code: {@code clutch.Lock} or {@code clutch.RLock} in Python, with
 * the semantics of {@code threading}'s. Safe for use by many threads, virtual ones included.
 *
 * <p>A <b>plain</b> lock may be released by anyone, and its holder cannot take it again. A <b>reentrant</b>
 * one belongs to a thread inside an interpreter (or in Java code), which alone may release it, as often as
 * it has taken it.
 *
 * <p><b>Abandoned.</b> When the interpreter ends for which a lock is held, what the lock protects may be half
 * changed. All who wait for it, and all who come later, then get a {@link SharedException} with {@link
 * Reason#ABANDONED}, until one of them calls {@link #recover}, holds the lock then, and can set things right.
 *
 * <p><b>Forfeits.</b> A thread that waits for a condition has to take the lock back at the end. When it cannot,
 * because it was interrupted twice or the lock was abandoned, it comes out of the wait without the lock,
 * but often into code that is going to release it: it is forgiven these releases.
 */
public final class SharedLock extends Primitive implements Lock {
    private static final long NOBODY = Long.MIN_VALUE;

    private final boolean reentrant;
    private final Line line = new Line(monitor(), () -> isFree());
    private final List<SharedCondition> conditions = new ArrayList<>();
    private final Map<Owner, Integer> forfeits = new HashMap<>();
    private @Nullable Owner holder;
    private int depth;
    private long abandonedBy = NOBODY;
    private long acquisitions;

    /** One that nobody holds; see {@link Locks}. */
    SharedLock(SharedObjects owner, boolean reentrant) {
        super(owner, reentrant ? ReducedKinds.RLOCK : ReducedKinds.LOCK, new ReentrantLock());
        this.reentrant = reentrant;
    }

    /** Whether its holder may take it again. */
    public boolean isReentrant() {
        return reentrant;
    }

    private boolean isFree() {
        return holder == null && abandonedBy == NOBODY;
    }

    /**
     * Takes the lock, waiting while others hold it.
     *
     * @param who for whom
     * @return false if it did not become free in time
     * @throws SharedException if it was abandoned, or the calling thread holds it itself for another
     *     interpreter and would wait for ever
     */
    public boolean acquire(Owner who, Timeout timeout) throws InterruptedException {
        return guarded(() -> {
            if (takeAtOnce(who, timeout.nanos() <= 0)) {
                return true;
            }
            refuseToWaitForOneself(who, timeout);
            return timeout.nanos() > 0 && line.await(timeout, this::requireUsable, () -> take(who, 1));
        });
    }

    /** Takes the lock if that needs no wait at all, not even for a moment. Returns whether it did. */
    public boolean acquireNow(Owner who) {
        if (!monitor().tryLock()) {
            return false;
        }
        try {
            return takeAtOnce(who, false);
        } finally {
            monitor().unlock();
        }
    }

    private boolean takeAtOnce(Owner who, boolean overtake) {
        requireUsable();
        if (reentrant && who.equals(holder)) {
            depth = Math.addExact(depth, 1);
            return true;
        }
        return (overtake || line.mayOvertake()) && take(who, 1);
    }

    private boolean take(Owner who, int times) {
        if (holder != null) {
            return false;
        }
        holder = who;
        depth = times;
        acquisitions++;
        forfeits.remove(who);
        return true;
    }

    private void refuseToWaitForOneself(Owner who, Timeout timeout) {
        boolean isOwn = reentrant && holder != null && holder.thread() == who.thread();
        if (isOwn && timeout.equals(Timeout.FOREVER)) {
            throw new SharedException(
                    Reason.DEADLOCK,
                    this + " is held by this very thread, for " + holder + ", and so would never become free");
        }
    }

    @Override
    void requireUsable() {
        super.requireUsable();
        if (abandonedBy != NOBODY) {
            throw new SharedException(
                    Reason.ABANDONED,
                    this + " was held by interpreter " + abandonedBy
                            + ", which has ended: what it protects may be half changed; recover() takes it over");
        }
    }

    /**
     * Gives the lock up.
     *
     * @throws SharedException with {@link Reason#NOT_HELD} if nobody holds it, or a reentrant one is held
     *     by another
     */
    public void release(Owner who) {
        run(() -> releaseOnce(who));
    }

    /** As {@link #release}, if that needs no wait at all, not even for a moment. Returns whether it did. */
    public boolean releaseNow(Owner who) {
        if (!monitor().tryLock()) {
            return false;
        }
        try {
            releaseOnce(who);
            return true;
        } finally {
            monitor().unlock();
        }
    }

    private void releaseOnce(Owner who) {
        if (!isForgiven(who)) {
            requireHeldBy(who);
            free(depth - 1);
        }
    }

    private void free(int depthLeft) {
        depth = depthLeft;
        if (depth == 0) {
            holder = null;
            line.wakeFirst();
        }
    }

    private boolean isForgiven(Owner who) {
        return forfeits.computeIfPresent(who, (key, times) -> times - 1) != null && dropIfUsedUp(who);
    }

    private boolean dropIfUsedUp(Owner who) {
        forfeits.remove(who, 0);
        return true;
    }

    private void requireHeldBy(Owner who) {
        requireUsable();
        if (holder == null) {
            throw new SharedException(Reason.NOT_HELD, this + " is not locked");
        }
        if (reentrant && !holder.equals(who)) {
            throw new SharedException(Reason.NOT_HELD, this + " is held by " + holder + ", not by " + who);
        }
    }

    /**
     * Takes an abandoned lock over. The caller then holds it, and releases it when what it protects is in
     * order again; meanwhile others wait.
     *
     * @return false if it is not abandoned, perhaps because another was quicker; nothing is changed then
     */
    public boolean recover(Owner who) {
        return guarded(() -> {
            if (abandonedBy == NOBODY) {
                return false;
            }
            abandonedBy = NOBODY;
            return take(who, 1);
        });
    }

    /** Whether somebody holds it, or has abandoned it. */
    public boolean isLocked() {
        return guarded(() -> !isFree());
    }

    /** How often that holder has taken it; 0 if he does not hold it. */
    public int depth(Owner who) {
        return guarded(() -> who.equals(holder) ? depth : 0);
    }

    /** The interpreter for which it is held, {@link MessageQueue#JAVA}, or null. */
    public @Nullable Long holder() {
        return guarded(() -> holder == null ? null : holder.interpreter());
    }

    /**
     * {@code holder} as in {@link #holder}, {@code depth}, {@code waiters}, {@code acquisitions}, {@code waits}
     * (acquisitions that were not at once) and {@code abandoned}.
     */
    @Override
    public Map<String, @Nullable Object> statistics() {
        return guarded(() -> {
            Map<String, @Nullable Object> numbers = new LinkedHashMap<>();
            numbers.put("holder", holder == null ? null : holder.interpreter());
            numbers.put("depth", depth);
            numbers.put("waiters", line.length());
            numbers.put("acquisitions", acquisitions);
            numbers.put("waits", line.waits());
            numbers.put("abandoned", abandonedBy != NOBODY);
            return numbers;
        });
    }

    @Override
    protected void interpreterEnded(long interpreter) {
        run(() -> {
            forfeits.keySet().removeIf(who -> who.interpreter() == interpreter);
            if (holder != null && holder.interpreter() == interpreter) {
                abandonedBy = interpreter;
                holder = null;
                depth = 0;
                wakeAll();
            }
        });
    }

    @Override
    void wakeAll() {
        line.wakeAll();
        conditions.forEach(SharedCondition::wakeAll);
    }

    // ---- for conditions, which hold the monitor -----------------------------------------------------------

    void add(SharedCondition condition) {
        run(() -> conditions.add(condition));
    }

    void remove(SharedCondition condition) {
        run(() -> conditions.remove(condition));
    }

    void requireHeld(Owner who) {
        requireHeldBy(who);
    }

    /** How often a thread that came out of a wait without the lock may release it in vain, and is not to any more. */
    @Nullable
    Integer takeForfeit(Owner who) {
        return forfeits.remove(who);
    }

    /** Gives the lock up altogether. Returns how often it had been taken. */
    int giveUp(Owner who) {
        requireHeldBy(who);
        int times = depth;
        free(0);
        return times;
    }

    /**
     * Takes the lock back, in spite of one interrupt.
     *
     * @param interrupted whether there was one already
     * @return whether there has been one
     */
    boolean takeBack(Owner who, int times, boolean interrupted) throws InterruptedException {
        try {
            return takeBackAtLast(who, times, interrupted);
        } catch (InterruptedException | RuntimeException e) {
            forfeits.put(who, times);
            throw e;
        }
    }

    private boolean takeBackAtLast(Owner who, int times, boolean interruptedBefore) throws InterruptedException {
        boolean interrupted = interruptedBefore;
        while (true) {
            try {
                requireUsable();
                if (!(line.mayOvertake() && take(who, times))) {
                    line.await(Timeout.FOREVER, this::requireUsable, () -> take(who, times));
                }
                return interrupted;
            } catch (InterruptedException e) {
                if (interrupted) {
                    throw e;
                }
                interrupted = true;
            }
        }
    }

    // ---- java.util.concurrent -------------------------------------------------------------------------------

    @Override
    public void lock() {
        Uninterruptibly.run(() -> acquire(Owner.java(), Timeout.FOREVER));
    }

    @Override
    public void lockInterruptibly() throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        acquire(Owner.java(), Timeout.FOREVER);
    }

    @Override
    public boolean tryLock() {
        return Uninterruptibly.run(() -> acquire(Owner.java(), Timeout.NONE));
    }

    @Override
    public boolean tryLock(long time, TimeUnit unit) throws InterruptedException {
        return acquire(Owner.java(), new Timeout(unit.toNanos(time)));
    }

    @Override
    public void unlock() {
        release(Owner.java());
    }

    /** Makes a condition of this lock, which Java code refers to until it closes it. */
    @Override
    public SharedCondition newCondition() {
        return newCondition(MessageQueue.JAVA);
    }

    /** Makes a condition of this lock, to which the given party refers. */
    public SharedCondition newCondition(long party) {
        SharedCondition condition = new SharedCondition(owner(), this);
        add(condition);
        return owner().add(condition, party);
    }
}
