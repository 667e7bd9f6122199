package dev.clutch.cpython;

import dev.clutch.cpython.capi.InterpreterStates;
import dev.clutch.host.HostCall;
import dev.clutch.host.HostFunctions;
import dev.clutch.message.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Tells which ids may belong to interpreters that C code made behind Clutch's back.
 *
 * <p>Walking CPython's list of interpreters is safe for CPython only, since an interpreter may be freed at
 * any moment. So ids are counted instead: every id under the next one has been given out, and was
 * foreign unless it is noted here. Whether such an interpreter still exists is then asked by id, which
 * CPython does under its lock.
 *
 * <p>An interpreter that is being made has an id that nobody knows yet. Until it is known, all ids that
 * are not older than the making are left out. The order matters: a making is noted before CPython counts,
 * and the counter is read before the notes.
 */
final class ForeignIds {
    private final InterpreterStates states;
    private final Set<Long> own = ConcurrentHashMap.newKeySet();
    private final Set<Making> makings = ConcurrentHashMap.newKeySet();

    /** Not a record: two may begin at the same id. */
    private static final class Making {
        private final long begin;

        Making(long begin) {
            this.begin = begin;
        }
    }

    ForeignIds(InterpreterStates states) {
        this.states = states;
        own.add(0L);
    }

    /** Adds the host function by which the Python side asks. */
    void addTo(HostFunctions functions) {
        functions.add("foreign_ids", "(start: int) -> (end, [id, ...]) of ids that C code may have taken", this::list);
    }

    private Message list(HostCall call) {
        long start = call.integer(0);
        long next = nextId();
        long end = makings.stream().mapToLong(making -> making.begin).reduce(next, Math::min);
        List<Message> ids = new ArrayList<>();
        for (long id = start; id < end; id++) {
            if (!own.contains(id)) {
                ids.add(new Message.Int(id));
            }
        }
        return Message.Tuple.of(new Message.Int(Math.max(start, end)), new Message.ListOf(ids));
    }

    private long nextId() {
        return states.nextId().orElse(0);
    }

    /** Makes an interpreter, and notes its id. */
    CPythonInterpreter make(Supplier<CPythonInterpreter> maker) {
        Making making = new Making(nextId());
        makings.add(making);
        try {
            CPythonInterpreter made = maker.get();
            own.add(made.id());
            return made;
        } finally {
            makings.remove(making);
        }
    }

    /** The interpreter is gone; its id is never given out again. */
    void forget(long id) {
        own.remove(id);
    }
}
