package dev.clutch.pool;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The workers of a pool in their slots: who waits for a task, and who is woken. Guarded by the pool's lock.
 *
 * <p>Workers are woken one at a time: who wakes up and leaves tasks behind wakes the next. Waking takes longer
 * than many a task.
 */
final class Crew {
    private final PoolConfig config;
    private final ReentrantLock lock;
    private final ArrayDeque<Slot> idle = new ArrayDeque<>();
    private final List<Slot> slots = new ArrayList<>();
    private int workers;
    private int leaving;

    /** A worker is on its way to the shared tasks. */
    private boolean waking;

    Crew(PoolConfig config, ReentrantLock lock) {
        this.config = config;
        this.lock = lock;
    }

    List<Slot> slots() {
        return slots;
    }

    int size() {
        return workers;
    }

    List<Worker> workers() {
        List<Worker> all = new ArrayList<>();
        for (Slot slot : slots) {
            if (slot.worker != null) {
                all.add(slot.worker);
            }
        }
        return all;
    }

    boolean mayGrow() {
        return workers < config.most();
    }

    /** How many workers there are that are not about to end. */
    int staying() {
        return workers - leaving;
    }

    /** The slot to which a key belongs. */
    Slot slotOf(Object key) {
        return slot(Math.floorMod(spread(key.hashCode()), config.most()));
    }

    /** Hashes of numbers are the numbers: neighbours and multiples are to go to different slots too. */
    private static int spread(int hash) {
        int mixed = hash * 0x9E3779B9;
        return mixed ^ (mixed >>> 16);
    }

    Slot freeSlot() {
        int number = 0;
        while (slot(number).worker != null) {
            number++;
        }
        return slot(number);
    }

    private Slot slot(int number) {
        while (slots.size() <= number) {
            slots.add(new Slot(slots.size(), lock.newCondition()));
        }
        return slots.get(number);
    }

    void join(Slot slot, Worker worker) {
        slot.worker = worker;
        workers++;
    }

    void leave(Slot slot) {
        slot.worker = null;
        workers--;
        if (slot.isLeaving) {
            slot.isLeaving = false;
            leaving--;
        }
    }

    /** Wakes one that waits. Returns false if nobody does. */
    boolean wakeOne() {
        if (idle.isEmpty()) {
            return false;
        }
        if (!waking) {
            waking = true;
            idle.removeLast().wake();
        }
        return true;
    }

    /** Wakes the worker there if it waits. */
    void wake(Slot slot) {
        if (idle.remove(slot)) {
            slot.wake();
        }
    }

    void wakeAll() {
        idle.forEach(Slot::wake);
        idle.clear();
    }

    /** The worker there has looked for a task. */
    void hasLooked(Slot slot, boolean tasksAreLeft) {
        if (slot.woken) {
            slot.woken = false;
            waking = false;
            if (tasksAreLeft) {
                wakeOne();
            }
        }
    }

    /** Waits until the worker there is woken. Returns false if it has waited for long enough and is to end. */
    boolean await(Slot slot) {
        slot.woken = false;
        idle.add(slot);
        long nanos = config.keepAlive().toNanos();
        while (!slot.woken) {
            if (staying() <= config.fewest()) {
                slot.wake.awaitUninterruptibly();
            } else if (nanos <= 0) {
                idle.remove(slot);
                slot.isLeaving = true;
                leaving++;
                return false;
            } else {
                nanos = awaitNanos(slot.wake, nanos);
            }
        }
        return true;
    }

    /** Nobody means an idle worker by an interrupt: what was meant for its last task came too late. */
    @SuppressWarnings("WaitNotInLoop") // it is called in one
    private static long awaitNanos(Condition wake, long nanos) {
        try {
            return wake.awaitNanos(nanos);
        } catch (InterruptedException e) {
            return nanos;
        }
    }
}
