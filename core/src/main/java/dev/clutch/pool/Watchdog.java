package dev.clutch.pool;

import dev.clutch.error.CallTimeoutException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Ends the tasks of a pool whose time is up, or that nobody wants any more, and knows of those that do not
 * react. Safe for use by many threads; nothing here blocks.
 *
 * <p><b>Two threads.</b> A timer says when something is due. It must not wait, but who interrupts may have to, for the
 * GIL of code that does not give it up: so another thread does that.
 *
 * <p><b>Why no interrupt is lost.</b> A task may have begun and not have entered its interpreter yet, or be between
 * two visits. Then there is nothing to interrupt, and it is tried again a millisecond later.
 */
final class Watchdog {
    /** What an interrupted task has to clear up. */
    private static final long GRACE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private static final long BETWEEN_VISITS_NANOS = TimeUnit.MILLISECONDS.toNanos(1);
    private static final ScheduledThreadPoolExecutor TIMER = timer();

    private final PoolConfig config;
    private final Supply supply;
    private final Map<Task, StuckTask> stuck = new ConcurrentHashMap<>();

    Watchdog(PoolConfig config, Supply supply) {
        this.config = config;
        this.supply = supply;
    }

    private static ScheduledThreadPoolExecutor timer() {
        ScheduledThreadPoolExecutor made = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().daemon().name("clutch-pool-timer").factory());
        made.setRemoveOnCancelPolicy(true);
        made.setKeepAliveTime(1, TimeUnit.SECONDS);
        made.allowCoreThreadTimeOut(true);
        return made;
    }

    private static Future<?> after(long nanos, Runnable work) {
        return TIMER.schedule(work, nanos, TimeUnit.NANOSECONDS);
    }

    /** Looks after a task that was submitted. */
    void watch(Task task) {
        if (task.hasDeadline()) {
            task.setTimer(after(task.nanosLeft(), () -> timeIsUp(task)));
        }
    }

    /** The deadline of the task has passed. */
    void timeIsUp(Task task) {
        if (task.withdraw()) {
            fail(task, CallTimeoutException.interrupted(told(task) + " begun " + after(task), null));
        } else {
            task.giveUp();
        }
    }

    /** Has a task end whose result nobody waits for. */
    void stop(Task task) {
        interrupt(task);
        var _ = after(GRACE_NANOS, () -> look(task));
    }

    /** Interrupts a task, if it does not end before. */
    void interrupt(Task task) {
        long end = System.nanoTime() + GRACE_NANOS;
        supply.start(() -> interrupt(task, end));
    }

    private void interrupt(Task task, long end) {
        if (task.isRunning() && !task.interrupt() && System.nanoTime() - end < 0) {
            var _ = after(BETWEEN_VISITS_NANOS, () -> supply.start(() -> interrupt(task, end)));
        }
    }

    /** It has had its grace. */
    private void look(Task task) {
        Worker worker = task.worker();
        if (worker == null || !task.isRunning()) {
            return;
        }
        StuckTask seen = new StuckTask(task.called(), worker.name(), worker.interpreterId(), Instant.now());
        stuck.put(task, seen);
        if (!task.getStuck()) {
            stuck.remove(task);
            return;
        }
        System.getLogger("dev.clutch")
                .log(System.Logger.Level.WARNING, "pool {0}: {1} does not react to interrupts", config.name(), seen);
        fail(
                task,
                CallTimeoutException.stuck(told(task) + " ended " + after(task)
                        + " and does not react to interrupts: it goes on, perhaps in a long call of C code; the pool"
                        + " replaces its interpreter when it ends"));
    }

    /** Those who hear of it may do whatever they like, and the timer must not wait. */
    private void fail(Task task, CallTimeoutException reason) {
        supply.start(() -> task.fail(reason));
    }

    /** What a task fails with that has ended when it was interrupted at its deadline. */
    CallTimeoutException tooLate(Task task, @Nullable Throwable raised) {
        return CallTimeoutException.interrupted(told(task) + " ended " + after(task) + " and was interrupted", raised);
    }

    private String told(Task task) {
        return "the call of " + task.called() + " in pool " + config.name() + " had not";
    }

    private static String after(Task task) {
        return task.hasDeadline()
                ? "after " + Math.ceil(task.limit() / 1e6) / 1e3 + " seconds"
                : "when it was cancelled";
    }

    /** A task that was stuck has ended. */
    void isFree(Task task) {
        stuck.remove(task);
    }

    List<StuckTask> stuck() {
        return new ArrayList<>(stuck.values());
    }
}
