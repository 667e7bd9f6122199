package dev.clutch.pool;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The tasks that were not begun: those that any worker may take, and in the slots those whose keys belong
 * there. Guarded by the pool's lock.
 */
final class TaskQueue {
    private final ArrayDeque<Task> shared = new ArrayDeque<>();
    private final int capacity;
    private int size;
    private long lastNumber;

    /** Has room for so many tasks; for any number if it is zero. */
    TaskQueue(int capacity) {
        this.capacity = capacity;
    }

    int size() {
        return size;
    }

    boolean isFull() {
        return capacity > 0 && size >= capacity;
    }

    boolean hasShared() {
        return !shared.isEmpty();
    }

    /** Adds a task for the worker there; for any worker if it is null. */
    void add(Task task, @Nullable Slot slot) {
        task.accept(++lastNumber);
        (slot == null ? shared : slot.keyed).add(task);
        size++;
    }

    /** Takes out the oldest task that the worker there may take. */
    @Nullable
    Task poll(Slot slot) {
        Task own = slot.keyed.peek();
        Task any = shared.peek();
        if (own == null && any == null) {
            return null;
        }
        boolean ownFirst = any == null || (own != null && own.number() < any.number());
        size--;
        return (ownFirst ? slot.keyed : shared).remove();
    }

    /** Takes out all. */
    List<Task> drain(List<Slot> slots) {
        List<Task> all = new ArrayList<>(shared);
        shared.clear();
        for (Slot slot : slots) {
            all.addAll(slot.keyed);
            slot.keyed.clear();
        }
        size = 0;
        return all;
    }
}
