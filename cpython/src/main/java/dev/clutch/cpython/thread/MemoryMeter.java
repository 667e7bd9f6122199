package dev.clutch.cpython.thread;

import dev.clutch.cpython.capi.Arenas;
import dev.clutch.cpython.capi.LibPython;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Who has which of the arenas of one libpython. Counts those that are taken since it was started. */
public final class MemoryMeter implements Arenas.Watcher {
    private record Taken(MemoryAccount by, long size) {}

    private final LibPython python;
    private final ConcurrentHashMap<Long, MemoryAccount> accounts = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<Long, Taken> arenas = new ConcurrentHashMap<>();

    /** The one for all arenas, of a libpython that serves one interpreter after the other. */
    private final @Nullable MemoryAccount whole;

    private MemoryMeter(LibPython python, @Nullable MemoryAccount whole) {
        this.python = python;
        this.whole = whole;
    }

    /** A meter for a libpython with many interpreters, each of which has arenas of its own. */
    public static MemoryMeter ofInterpreters(LibPython python) {
        return new MemoryMeter(python, null);
    }

    /** A meter for a libpython with one interpreter at a time, which has all arenas, also those that others have left. */
    public static MemoryMeter ofRuntime(LibPython python) {
        return new MemoryMeter(python, new MemoryAccount());
    }

    /**
     * Counts from now on; to be called before an interpreter is made that is to have an account, and each time that the
     * runtime starts.
     */
    public synchronized void start() {
        python.arenas().watch(this);
    }

    /** How many bytes an interpreter has that was made since; empty for others. */
    public OptionalLong bytes(long interpreter) {
        MemoryAccount account = whole != null ? whole : accounts.get(interpreter);
        return account == null ? OptionalLong.empty() : OptionalLong.of(account.bytes());
    }

    /** The account of an interpreter that was made since. */
    public MemoryAccount account(long interpreter) {
        return whole != null ? whole : accounts.computeIfAbsent(interpreter, id -> new MemoryAccount());
    }

    /** The interpreter has ended. */
    public void forget(long interpreter) {
        if (whole != null) {
            whole.lift();
        } else {
            accounts.remove(interpreter);
        }
    }

    @Override
    public void taken(long interpreter, long address, long size) {
        MemoryAccount account = account(interpreter);
        arenas.put(address, new Taken(account, size));
        account.take(size);
    }

    @Override
    public void givenBack(long address) {
        Taken taken = arenas.remove(address);
        if (taken != null) {
            taken.by.giveBack(taken.size);
        }
    }
}
