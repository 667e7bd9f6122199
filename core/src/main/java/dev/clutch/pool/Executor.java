package dev.clutch.pool;

import dev.clutch.message.Message;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A pool that Python code of one interpreter uses: it names its tasks by tickets, and takes completions when
 * it has time to. Workers never wait for that interpreter's GIL. Safe for use by many threads.
 */
final class Executor {
    private final long id;
    private final long interpreter;
    private final Pool pool;
    private final Completions completions = new Completions();
    private final ConcurrentHashMap<Long, SubmittedTask> open = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<Long, Message> results = new ConcurrentHashMap<>();

    Executor(long id, long interpreter, PoolConfig config, Supply supply) {
        this.id = id;
        this.interpreter = interpreter;
        this.pool = new Pool(config, supply, this::isBroken, completions::end);
    }

    private void isBroken(Throwable reason) {
        completions.add(new Completion.Broken(reason));
    }

    long id() {
        return id;
    }

    /** Whose code uses it. */
    long interpreter() {
        return interpreter;
    }

    Pool pool() {
        return pool;
    }

    /** As {@link Pool#submit}. */
    Submitted submit(SubmittedTask task) throws InterruptedException {
        open.put(task.ticket(), task);
        Submitted answer = Submitted.REFUSED;
        try {
            answer = pool.submit(task);
            return answer;
        } finally {
            forgetUnless(answer == Submitted.TAKEN, task);
        }
    }

    /** As {@link Pool#submitNow}. */
    Submitted submitNow(SubmittedTask task) {
        open.put(task.ticket(), task);
        Submitted answer = Submitted.REFUSED;
        try {
            answer = pool.submitNow(task);
            return answer;
        } finally {
            forgetUnless(answer == Submitted.TAKEN, task);
        }
    }

    private void forgetUnless(boolean taken, SubmittedTask task) {
        if (!taken) {
            open.remove(task.ticket());
        }
    }

    /** Takes a task back. Returns false if it was begun, or is no more. */
    boolean withdraw(long ticket) {
        SubmittedTask task = open.get(ticket);
        boolean withdrawn = task != null && task.withdraw();
        if (withdrawn) {
            open.remove(ticket);
        }
        return withdrawn;
    }

    /** Interrupts a task. Returns false if it does not run. */
    boolean interrupt(long ticket) {
        SubmittedTask task = open.get(ticket);
        if (task == null || !task.isRunning()) {
            return false;
        }
        pool.watchdog().interrupt(task);
        return true;
    }

    /** Whether the task was not begun. */
    boolean isWaiting(long ticket) {
        SubmittedTask task = open.get(ticket);
        return task != null && task.isWaiting();
    }

    void complete(SubmittedTask task, Completion completion) {
        open.remove(task.ticket());
        completions.add(completion);
    }

    List<Completion> take() throws InterruptedException {
        return completions.take();
    }

    /** Keeps a result that is to be fetched on its own. */
    void keep(long ticket, Message result) {
        results.put(ticket, result);
    }

    @Nullable
    Message fetch(long ticket) {
        return results.remove(ticket);
    }

    /** Nobody is going to fetch anything any more. */
    void discardResults() {
        completions.discard();
        results.values().forEach(result -> result.cargo().discard());
        results.clear();
    }

    /** Shuts the pool down; see {@link Pool#shutDownNow}. Returns the tickets of those that were withdrawn. */
    List<Long> shutDownNow() {
        return pool.shutDownNow().stream().map(this::forget).toList();
    }

    private long forget(Task task) {
        long ticket = ((SubmittedTask) task).ticket();
        open.remove(ticket);
        return ticket;
    }
}
