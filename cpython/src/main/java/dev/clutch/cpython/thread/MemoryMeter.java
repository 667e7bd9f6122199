package dev.clutch.cpython.thread;

import dev.clutch.cpython.capi.Arenas;
import dev.clutch.cpython.capi.LibPython;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;

/** Who has which of CPython's arenas. Begins to count when it is first asked for an account. */
public final class MemoryMeter implements Arenas.Watcher {
    private record Taken(MemoryAccount by, long size) {}

    private final LibPython python;
    private final ConcurrentHashMap<Long, MemoryAccount> accounts = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<Long, Taken> arenas = new ConcurrentHashMap<>();
    private boolean counting;

    /** A meter for the interpreters of one libpython. */
    public MemoryMeter(LibPython python) {
        this.python = python;
    }

    /** Counts from now on; to be called before the first interpreter is made that is to have an account. */
    public synchronized void start() {
        if (!counting) {
            python.arenas().watch(this);
            counting = true;
        }
    }

    /** How many bytes an interpreter has that was made since; empty for others. */
    public OptionalLong bytes(long interpreter) {
        MemoryAccount account = accounts.get(interpreter);
        return account == null ? OptionalLong.empty() : OptionalLong.of(account.bytes());
    }

    /** The account of an interpreter that was made since. */
    public MemoryAccount account(long interpreter) {
        return accounts.computeIfAbsent(interpreter, id -> new MemoryAccount());
    }

    /** The interpreter has ended. */
    public void forget(long interpreter) {
        accounts.remove(interpreter);
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
