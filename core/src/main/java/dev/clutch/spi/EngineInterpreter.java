package dev.clutch.spi;

import dev.clutch.message.Message;

/**
 * One interpreter of an engine. Any thread may call, virtual or not, also several at once: the
 * interpreter's own lock decides who runs. All methods throw {@link
 * dev.clutch.error.InterpreterClosedException} once {@link #close} has begun.
 */
public interface EngineInterpreter {

    /** The name that the engine has given it; 0 for the main one, and never given to another one. */
    long id();

    /** Runs source text in the interpreter's {@code __main__}. */
    Outcome exec(String source);

    /**
     * Runs code that Python code has sent in the interpreter's {@code __main__}.
     *
     * @param code a code object as the Python side dumped it
     */
    Outcome exec(Message code);

    /**
     * Looks a callable up and holds it.
     *
     * @param callable a name ({@code Str}), the recipe of a function as the Python side has it ({@code
     *     Bytes}, or a {@code Tuple} of these), or any object reduced by the Python side
     * @throws dev.clutch.error.ExecutionFailedException if it cannot be found or rebuilt
     */
    EngineFunction function(Message callable);

    /**
     * Calls a callable once, with arguments that Python code has sent; see {@link #function} and {@link
     * EngineFunction#call(Message, Message)}.
     *
     * @throws dev.clutch.error.NotShareableException if the result cannot leave the interpreter
     */
    Outcome call(Message callable, Message arguments, Message keywords);

    /** Binds names in the interpreter's {@code __main__}: a dict, by value or reduced. */
    Outcome prepareMain(Message names);

    /**
     * Raises {@code KeyboardInterrupt} in whatever others have begun in the interpreter, and it is running or
     * waiting in at this moment; not in the threads that Python has started. Does nothing when it is idle. Does not
     * wait for the effect.
     */
    void interrupt();

    /** Numbers about it. Does not enter it, so it does not wait. */
    InterpreterStatistics statistics();

    /**
     * As {@link #interrupt()}, but only what that thread does since it has entered the interpreter.
     *
     * @return whether the thread was in the interpreter
     */
    boolean interrupt(Thread thread);

    /**
     * As {@link #interrupt()}; called in a host function of this interpreter.
     *
     * @return whether the calling thread was not started by Python, and so is to be interrupted by the caller
     */
    boolean interruptEntered();

    /**
     * Has the calling thread be interrupted a moment later, since an interrupt that has struck it was lost. Called in a
     * host function of this interpreter.
     */
    void interruptAgain();

    /**
     * Has a bell rung, in place of the one before, after each interrupt that strikes the calling thread in
     * this interpreter while it runs Python code, or waits in C code. Called in a host function of it.
     *
     * @param bell must not block
     */
    void onInterrupt(Runnable bell);

    /**
     * Ends the interpreter: refuses new work, interrupts the calls that run in it, joins the threads
     * that it has started, runs its exit handlers, frees it. Blocks until all that is done. Harmless
     * when repeated.
     *
     * @param interruptThreads whether the threads that it has started are interrupted too, or are
     *     waited for until they end of themselves
     * @param emptied is run when no thread is in it any more, just before its objects go
     * @throws dev.clutch.error.InterpreterException if code in it cannot be stopped; it can then be
     *     closed again later
     */
    void close(boolean interruptThreads, Runnable emptied);
}
