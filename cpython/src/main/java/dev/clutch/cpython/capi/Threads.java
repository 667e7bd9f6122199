package dev.clutch.cpython.capi;

import java.lang.foreign.MemorySegment;

/** {@code pystate.h}: thread states, and who holds the GIL. */
public final class Threads {
    private final MemorySegment stateNew;
    private final MemorySegment stateClear;
    private final MemorySegment stateDelete;
    private final MemorySegment stateGet;
    private final MemorySegment stateInterpreter;
    private final MemorySegment stateNext;
    private final MemorySegment threadHead;
    private final MemorySegment saveThread;
    private final MemorySegment restoreThread;
    private final MemorySegment setAsyncExc;
    private final MemorySegment ident;
    private final MemorySegment nativeId;
    private final StackProtection stackProtection;
    private final GilState gilState;

    Threads(NativeLibrary library) {
        stateNew = library.get("PyThreadState_New");
        stateClear = library.get("PyThreadState_Clear");
        stateDelete = library.get("PyThreadState_Delete");
        stateGet = library.get("PyThreadState_Get");
        stateInterpreter = library.get("PyThreadState_GetInterpreter");
        stateNext = library.get("PyThreadState_Next");
        threadHead = library.get("PyInterpreterState_ThreadHead");
        saveThread = library.get("PyEval_SaveThread");
        restoreThread = library.get("PyEval_RestoreThread");
        setAsyncExc = library.get("PyThreadState_SetAsyncExc");
        ident = library.get("PyThread_get_thread_ident");
        nativeId = library.get("PyThread_get_thread_native_id");
        stackProtection = new StackProtection(library);
        gilState = new GilState(library);
    }

    /**
     * Finds out where this library keeps what {@link GilState} tells.
     *
     * @param attached the state by which the calling thread is attached
     */
    public void findGilState(long attached) {
        gilState.find(attached);
    }

    /** A new thread state; the caller need not be attached. 0 if memory is short. */
    public long stateNew(long interpreter) {
        long bound = gilState.get();
        long state = Downcalls.word(stateNew, interpreter);
        gilState.set(bound);
        return state;
    }

    /** Empties a thread state, which may run finalizers. The caller is attached by another one. */
    public void stateClear(long state) {
        Downcalls.word(stateClear, state);
    }

    /** Frees an emptied thread state that is not the attached one. */
    public void stateDelete(long state) {
        long bound = gilState.get();
        Downcalls.word(stateDelete, state);
        gilState.set(bound);
    }

    /** The attached thread state; dies if there is none. */
    public long stateGet() {
        return Downcalls.word(stateGet);
    }

    /** The interpreter of a thread state. */
    public long interpreterOf(long state) {
        return Downcalls.word(stateInterpreter, state);
    }

    /** The first thread state of an interpreter. */
    public long threadHead(long interpreter) {
        return Downcalls.word(threadHead, interpreter);
    }

    /** The thread state after this one, or 0. */
    public long stateNext(long state) {
        return Downcalls.word(stateNext, state);
    }

    /** Detaches: gives the GIL up for a while; the interpreter must not end meanwhile. */
    public void saveThread() {
        Downcalls.word(saveThread);
    }

    /** Detaches: gives the GIL up, and leaves the interpreter to its fate. */
    public void leaveThread() {
        saveThread();
        gilState.set(0);
    }

    /** Attaches: waits for the GIL of the thread state's interpreter. */
    public void restoreThread(long state) {
        Downcalls.word(restoreThread, state);
        gilState.set(state);
    }

    /** Raises an exception type in a thread of the attached interpreter; returns how many were hit. */
    public int setAsyncExc(long threadIdent, long exceptionType) {
        return Downcalls.number(setAsyncExc, threadIdent, exceptionType);
    }

    /** Keeps room for Java on the stack of the calling thread, which is attached by {@code state}. */
    public void protectStack(long state) {
        stackProtection.protect(state);
    }

    /** The number of the calling thread in the system. */
    public long nativeId() {
        return Downcalls.word(nativeId);
    }

    /** What {@code threading.get_ident} returns for the calling thread. */
    public long ident() {
        return Downcalls.word(ident);
    }
}
