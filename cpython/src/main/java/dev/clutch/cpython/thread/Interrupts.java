package dev.clutch.cpython.thread;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The interrupts that are on their way to one thread.
 *
 * <p>An interrupt is meant for a <em>visit</em>: everything that the thread does from entering an
 * interpreter until it has left it again, be it deep down in others that are called from there. A
 * thread's visits are nested, so their depth names them. The interrupt strikes where the thread is,
 * the innermost; then once more at each level on the way out, since the exception stops at the
 * border of an interpreter; and is done with when it has struck at the level it was meant for, its
 * {@code floor}, or when that was left.
 *
 * <p><b>Two kicks.</b> A thread that waits in a host function is woken by {@link Thread#interrupt}.
 * One that runs Python code is struck by an asynchronous exception, for which the interrupter needs
 * the GIL. A thread that does neither is on its way, and looks for interrupts when it arrives.
 *
 * <p><b>Why none is lost.</b> The interrupter writes {@link #present}, then reads where the thread is
 * ({@code waiting}, {@code attachedTo}, {@code depth}); the thread writes where it is, then reads
 * {@code present}. All are volatile, so at least one of them sees the other.
 *
 * <p><b>Why none strikes twice, or strays.</b> Whoever delivers takes it off under this monitor. The
 * interrupter wakes under it too, so the thread, which takes it as well before it clears its interrupt
 * status, is not woken afterwards. An asynchronous exception that has not struck when its level is
 * left is withdrawn. Nobody waits for a GIL while holding the monitor.
 *
 * <p><b>When one has to wait.</b> While the import system runs: see {@link ThreadState#strike}.
 */
final class Interrupts {
    private final CurrentThread slot;
    private final List<Request> requests = new ArrayList<>(1);
    private volatile boolean present;
    private volatile boolean signalled;

    /** One interrupt; {@code reached} is the depth at which it has struck last. */
    private static final class Request {
        final ThreadState from;
        final int floor;
        final Interruption kind;
        int reached = Integer.MAX_VALUE;

        Request(ThreadState from, int floor, Interruption kind) {
            this.from = from;
            this.floor = floor;
            this.kind = kind;
        }

        boolean isDueAt(int depth) {
            return depth >= floor && depth < reached;
        }

        boolean hasStruckBelow(int depth) {
            return isDueAt(depth) && reached != Integer.MAX_VALUE;
        }
    }

    Interrupts(CurrentThread slot) {
        this.slot = slot;
    }

    // ---- by other threads, which are not attached -----------------------------------------------------

    /** Interrupts the visit of that state, if there is one. May wait for a GIL. */
    void interrupt(ThreadState visited, Interruption kind) {
        synchronized (this) {
            int floor = visited.baseDepth();
            Request request = add(visited, floor, kind);
            if (!visited.isInside() || visited.baseDepth() != floor) {
                remove(request);
                return;
            }
        }
        kick();
    }

    /**
     * A signal came for this thread, Python's main one.
     *
     * @param interrupt whether to interrupt what it does in other interpreters than {@code main}
     */
    void signal(ThreadState main, boolean interrupt) {
        boolean elsewhere = false;
        synchronized (this) {
            signalled = true;
            if (interrupt) {
                Request request = add(main, main.baseDepth() + 1, Interruption.REQUESTED);
                elsewhere = slot.attachedTo != main && main.isSignalPending();
                if (!elsewhere) {
                    remove(request);
                }
            }
            if (slot.waiting) {
                slot.thread.interrupt();
            }
        }
        if (elsewhere) {
            // On another thread, for it may have to wait for a GIL.
            PlatformThreads.start(this::kick);
        }
    }

    private Request add(ThreadState from, int floor, Interruption kind) {
        requests.removeIf(known -> known.from == from && known.floor == floor);
        Request request = new Request(from, floor, kind);
        requests.add(request);
        present = true;
        return request;
    }

    private void remove(Request request) {
        requests.remove(request);
        present = !requests.isEmpty();
    }

    private void kick() {
        synchronized (this) {
            if (!isDue()) {
                return;
            }
            if (slot.waiting) {
                slot.thread.interrupt();
                return;
            }
        }
        ThreadState innermost = slot.attachedTo;
        if (innermost != null && !innermost.strike()) {
            PlatformThreads.later(this::kick);
        }
    }

    // ---- by the thread itself, or by another that holds the GIL of the interpreter it is attached to -----

    /** Whether {@link #take} would return something, or a signal came. */
    boolean isPresent() {
        return signalled || (present && isDue());
    }

    private synchronized boolean isDue() {
        return requests.stream().anyMatch(request -> request.isDueAt(slot.depth));
    }

    /** Whether what is to be raised has struck already in an interpreter that was called from here. */
    boolean isRising() {
        return present && hasStruckBelow(slot.depth);
    }

    private synchronized boolean hasStruckBelow(int depth) {
        return requests.stream().anyMatch(request -> request.hasStruckBelow(depth));
    }

    /**
     * Takes what is to be raised at the depth where the thread is, and with it the thread's interrupt
     * status if it is the calling one.
     */
    @Nullable
    Interruption take() {
        return present ? takeSlowly() : null;
    }

    private synchronized @Nullable Interruption takeSlowly() {
        Interruption taken = null;
        for (Request request : requests) {
            if (request.isDueAt(slot.depth)) {
                request.reached = slot.depth;
                taken = request.kind.orStronger(taken);
            }
        }
        requests.removeIf(request -> request.reached <= request.floor);
        present = !requests.isEmpty();
        if (taken != null) {
            slot.clearInterruptStatus();
        }
        return taken;
    }

    /** Takes the note that a signal came, and with it the interrupt status. */
    boolean takeSignal() {
        return signalled && takeSignalSlowly();
    }

    private synchronized boolean takeSignalSlowly() {
        signalled = false;
        slot.clearInterruptStatus();
        return true;
    }

    /**
     * The thread's host function has come to its end in spite of an interrupt. Its result is kept, for
     * it may be an item that is in no queue any more; the interrupt strikes when the thread calls the
     * next host function, or a moment later.
     */
    void postpone() {
        // Python runs the handler by itself when the thread is back in it.
        takeSignal();
        if (present && clearIfDue()) {
            PlatformThreads.later(this::kick);
        }
    }

    private synchronized boolean clearIfDue() {
        boolean due = isDue();
        if (due) {
            slot.clearInterruptStatus();
        }
        return due;
    }

    /** Back in a host function, after a visit from there: has it end soon if an interrupt came meanwhile. */
    void wakeIfDue() {
        if (present && isDue()) {
            slot.thread.interrupt();
        }
    }

    /** What was meant for visits deeper than that is void: the thread has left them. */
    void leftAllBelow(int depth) {
        if (present) {
            dropBelow(depth);
        }
    }

    private synchronized void dropBelow(int depth) {
        requests.removeIf(request -> request.floor > depth);
        present = !requests.isEmpty();
    }
}
