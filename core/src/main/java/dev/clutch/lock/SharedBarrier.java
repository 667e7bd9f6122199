package dev.clutch.lock;

import dev.clutch.error.SharedException;
import dev.clutch.error.SharedException.Reason;
import dev.clutch.message.Message;
import dev.clutch.message.ReducedKinds;
import dev.clutch.queue.MessageQueue;
import dev.clutch.queue.Timeout;
import dev.clutch.shared.SharedObjects;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A point where a number of threads wait for each other, of all interpreters and of Java code: {@code
 * clutch.Barrier} in Python. Safe for use by many threads, virtual ones included.
 *
 * <p>It <b>breaks</b> when a wait takes too long, when its action fails, when somebody aborts it, and when an
 * interpreter ends that has known it while others wait: they might wait for that one. All who wait, and all
 * who come later, then get a {@link SharedException} with {@link Reason#BROKEN}, until it is reset. An
 * interrupt only takes back one's own arrival.
 */
public final class SharedBarrier extends Primitive {
    /** The result of {@link #arrive} for the last one, who is to run the action. */
    public static final int ACTION = -1;

    /** Those who wait for each other. */
    private static final class Round {
        int arrived;
        boolean passed;

        @Nullable
        String broken;

        long runner = NOBODY;

        boolean isOver() {
            return passed || broken != null;
        }
    }

    private static final long NOBODY = Long.MIN_VALUE;

    private final Condition changed = monitor().newCondition();
    private final Set<Long> known = new HashSet<>();
    private final int parties;
    private final Message timeout;
    private Message action = Message.None.NONE;
    private Round round = new Round();
    private @Nullable Round acting;
    private long rounds;

    /** One for that many threads; see {@link Locks}. */
    SharedBarrier(SharedObjects owner, int parties, Message timeout) {
        super(owner, ReducedKinds.BARRIER, new ReentrantLock());
        if (parties < 1) {
            throw new IllegalArgumentException("the number of parties must be >= 1, not " + parties);
        }
        this.parties = parties;
        this.timeout = timeout;
    }

    /** How many wait for each other. */
    public int parties() {
        return parties;
    }

    /** What Python waits unless it is told otherwise: seconds, or None for ever. */
    public Message defaultTimeout() {
        return timeout;
    }

    /** What Python calls when all have arrived: a function, or None. */
    public Message action() {
        return guarded(() -> action.copy());
    }

    /** Sets what {@link #action} returns. */
    public void setAction(Message function) {
        Message stored = function.copy();
        run(() -> replaceAction(stored));
    }

    private void replaceAction(Message function) {
        action.cargo().discard();
        action = function;
    }

    /** An interpreter has a Python object for it. */
    public void madeKnownTo(long interpreter) {
        run(() -> known.add(interpreter));
    }

    /** Waits until all have arrived. Returns how many were there before. */
    public int await() throws InterruptedException {
        return arrive(MessageQueue.JAVA, Timeout.FOREVER, false);
    }

    /** Waits until all have arrived, and breaks the barrier if that takes too long. Returns how many were there before. */
    public int await(Duration limit) throws InterruptedException {
        return arrive(MessageQueue.JAVA, Timeout.of(limit), false);
    }

    /**
     * Waits until all have arrived.
     *
     * @param party for whom: the id of an interpreter, or {@link MessageQueue#JAVA}
     * @param acts whether the caller runs an action if it is the last: it then gets {@link #ACTION}, and
     *     calls {@link #acted} or {@link #abort} afterwards
     * @return how many were there before
     */
    public int arrive(long party, Timeout limit, boolean acts) throws InterruptedException {
        return guarded(() -> {
            Timeout left = awaitAction(limit);
            Round mine = round;
            requireWhole(mine);
            int index = mine.arrived++;
            if (mine.arrived < parties) {
                awaitOthers(mine, left);
                return index;
            }
            round = new Round();
            if (acts) {
                acting = mine;
                mine.runner = party;
                return ACTION;
            }
            pass(mine);
            return index;
        });
    }

    /** Those who come while the action runs wait for its end. Returns the time that is left. */
    private Timeout awaitAction(Timeout limit) throws InterruptedException {
        long nanos = limit.nanos();
        while (acting != null && nanos > 0) {
            nanos = changed.awaitNanos(nanos);
            requireUsable();
        }
        if (acting != null) {
            breakRounds("a wait took too long");
        }
        return new Timeout(nanos);
    }

    private void awaitOthers(Round mine, Timeout limit) throws InterruptedException {
        long nanos = limit.nanos();
        try {
            while (!mine.isOver() && nanos > 0) {
                nanos = changed.awaitNanos(nanos);
                requireUsable();
            }
        } catch (InterruptedException e) {
            withdraw(mine, e);
        }
        if (!mine.isOver()) {
            breakRounds("a wait took too long");
        }
        requireWhole(mine);
    }

    private static void withdraw(Round mine, InterruptedException e) throws InterruptedException {
        if (!mine.isOver()) {
            mine.arrived--;
            throw e;
        }
        Thread.currentThread().interrupt();
    }

    private void requireWhole(Round mine) {
        requireUsable();
        if (mine.broken != null) {
            throw new SharedException(Reason.BROKEN, this + " is broken: " + mine.broken);
        }
    }

    private void pass(Round done) {
        done.passed = true;
        rounds++;
        changed.signalAll();
    }

    /** The action that {@link #arrive} asked for was run: lets all pass. Returns how many were there before the caller. */
    public int acted() {
        return guarded(() -> {
            Round mine = acting;
            if (mine == null) {
                throw new SharedException(Reason.BROKEN, this + " is broken: " + round.broken);
            }
            acting = null;
            pass(mine);
            return parties - 1;
        });
    }

    /** Breaks it. */
    public void abort() {
        run(() -> breakRounds("it was aborted"));
    }

    private void breakRounds(String why) {
        round.broken = why;
        if (acting != null) {
            acting.broken = why;
            acting = null;
        }
        changed.signalAll();
    }

    /** Makes it whole and empty again; those who wait get an error. */
    public void reset() {
        run(() -> {
            boolean wasBroken = isBroken();
            breakRounds(wasBroken ? "it was broken before" : "it was reset");
            round = new Round();
        });
    }

    /** Whether it is broken. */
    public boolean isBroken() {
        return guarded(() -> round.broken != null);
    }

    /** How many wait at this moment. */
    public int waiting() {
        return guarded(() -> round.broken == null ? round.arrived : 0);
    }

    /** {@code parties}, {@code waiters}, {@code rounds} (how often all have arrived), and {@code broken}. */
    @Override
    public Map<String, @Nullable Object> statistics() {
        return guarded(() -> {
            Map<String, @Nullable Object> numbers = new LinkedHashMap<>();
            numbers.put("parties", parties);
            numbers.put("waiters", waiting());
            numbers.put("rounds", rounds);
            numbers.put("broken", isBroken());
            return numbers;
        });
    }

    @Override
    protected void interpreterEnded(long interpreter) {
        run(() -> {
            boolean mattered = known.remove(interpreter) && waiting() > 0;
            if (mattered || (acting != null && acting.runner == interpreter)) {
                breakRounds("interpreter " + interpreter + ", which took part, has ended");
            }
        });
    }

    @Override
    void wakeAll() {
        replaceAction(Message.None.NONE);
        changed.signalAll();
    }
}
