package dev.clutch.cpython;

import dev.clutch.cpython.capi.LibPython;
import dev.clutch.cpython.capi.Signals;
import dev.clutch.cpython.thread.InterpreterThreads;
import dev.clutch.cpython.thread.MainThread;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.TimeUnit;

/**
 * Makes Ctrl-C and other signals reach Python's main thread where CPython's own handling does not.
 *
 * <p>CPython's C handler notes the signal and writes its number to a file descriptor ({@code
 * signal.set_wakeup_fd}); the main thread runs the Python handler between two instructions. That
 * leaves three cases to the thread that reads the descriptor here: the main thread waits in Java, so
 * it is woken; it runs code of another interpreter, which sees no signals, so {@code
 * KeyboardInterrupt} is raised there; and it is stuck in C code, so that a second Ctrl-C, which comes
 * before the first has had any effect, ends the process.
 */
final class SignalWatcher implements Runnable {
    private static final long PATIENCE_NANOS = 300_000_000;

    private final InputStream signals;
    private final Signals capi;
    private final MainThread mainThread;
    private final MemorySegment noteDelivery = Signals.pendingCall(this::delivered);
    private volatile boolean undelivered;

    private SignalWatcher(InputStream signals, Signals capi, MainThread mainThread) {
        this.signals = signals;
        this.capi = capi;
        this.mainThread = mainThread;
    }

    /**
     * Starts to watch.
     *
     * @param descriptor where CPython's handler writes to, the other end of it
     * @param main the main interpreter, to which the calling thread, Python's main thread, is attached
     */
    @SuppressWarnings("StreamResourceLeak") // read until the process ends
    static void start(int descriptor, LibPython python, InterpreterThreads main) throws IOException {
        InputStream signals = new FileInputStream("/dev/fd/" + descriptor);
        SignalWatcher watcher = new SignalWatcher(signals, python.signals(), main.mainThread());
        watcher.capi.checkPending(python.threads().stateGet(), watcher.noteDelivery);
        Thread thread = new Thread(watcher, "clutch-signals");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void run() {
        Signals.blockAll();
        try {
            int signal;
            while ((signal = signals.read()) >= 0) {
                handle(signal);
            }
        } catch (IOException e) {
            // The program has closed the descriptor: it wants to do without.
        }
    }

    private void handle(int signal) {
        boolean interrupt = signal == Signals.INTERRUPT;
        mainThread.signalled(interrupt);
        if (interrupt) {
            if (undelivered && !deliveredSoon()) {
                Signals.dieOf(signal);
            }
            undelivered = true;
            capi.addPendingCall(noteDelivery);
        }
    }

    /**
     * The main thread may have handled the first and gone back to wait, before it was asked to say so;
     * this one makes it run, if it can.
     */
    private synchronized boolean deliveredSoon() {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        try {
            while (undelivered && System.nanoTime() < deadline) {
                TimeUnit.NANOSECONDS.timedWait(this, deadline - System.nanoTime());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return !undelivered;
    }

    private synchronized void delivered() {
        undelivered = false;
        notifyAll();
    }
}
