package dev.clutch.cpython.upcall;

import dev.clutch.cpython.capi.LibPython;
import dev.clutch.host.HostCall;
import dev.clutch.host.HostFunctions;
import dev.clutch.message.Message;

/**
 * The host functions that only this engine has, for what CPython's own objects do. They are told an object by its
 * {@code id}, and the caller refers to it until they return.
 */
final class ObjectFunctions {
    private final LibPython python;

    private ObjectFunctions(LibPython python) {
        this.python = python;
    }

    static HostFunctions addTo(HostFunctions table, LibPython python) {
        ObjectFunctions on = new ObjectFunctions(python);
        table.add("type_set_mutable", "(id of a type of this interpreter, bool) -> None", on::setMutable, call -> {
            throw new IllegalStateException("served while attached");
        });
        if (python.mutexes().areKnown()) {
            table.add("thread_lock_acquire", "(id of a _thread.lock, timeout: seconds or None) -> bool", on::acquire)
                    .add(
                            "thread_rlock_acquire",
                            "(id of a _thread.RLock of others, timeout: seconds or None) -> bool",
                            on::acquireReentrant);
        }
        return table;
    }

    private Message setMutable(HostCall call) {
        python.heapTypes().setMutable(call.integer(0), call.flag(1));
        return Message.None.NONE;
    }

    private Message acquire(HostCall call) throws InterruptedException {
        return Message.Bool.of(
                python.mutexes().acquire(call.integer(0), call.timeout(1).nanos()));
    }

    private Message acquireReentrant(HostCall call) throws InterruptedException {
        return Message.Bool.of(python.mutexes()
                .acquireReentrant(call.integer(0), call.timeout(1).nanos()));
    }
}
