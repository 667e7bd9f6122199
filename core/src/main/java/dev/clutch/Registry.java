package dev.clutch;

import dev.clutch.config.Restrictions;
import dev.clutch.error.InterpreterException;
import dev.clutch.error.InterpreterNotFoundException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The interpreters that are open, by id. Safe for use by many threads. */
final class Registry {
    private final ConcurrentHashMap<Long, Interpreter> byId = new ConcurrentHashMap<>();

    void add(Interpreter interpreter) {
        byId.put(interpreter.id(), interpreter);
    }

    void remove(Interpreter interpreter) {
        byId.remove(interpreter.id());
    }

    /** The oldest first. */
    List<Interpreter> list() {
        List<Interpreter> all = new ArrayList<>(byId.values());
        all.sort(Comparator.comparingLong(Interpreter::serial));
        return all;
    }

    @Nullable
    Interpreter findOrNull(long id) {
        return byId.get(id);
    }

    /** See {@link Interpreters#find}. */
    Interpreter find(long id) {
        Interpreter interpreter = findOrNull(id);
        if (interpreter == null) {
            throw new InterpreterNotFoundException(id);
        }
        return interpreter;
    }

    /** The one that code of another wants to use: what is restricted has nobody do for it what it must not do. */
    Interpreter find(long id, long user) {
        Interpreter found = find(id);
        Restrictions own = restrictionsOf(user);
        if (!own.equals(Restrictions.none()) && !own.equals(found.config().restrictions())) {
            throw new InterpreterException("interpreter " + user + " is restricted, and " + id
                    + " is not in the same way: it may use only those that it has made");
        }
        return found;
    }

    /** Those of an interpreter; none for one that is not known yet, since it is being set up. */
    Restrictions restrictionsOf(long id) {
        Interpreter interpreter = findOrNull(id);
        return interpreter == null ? Restrictions.none() : interpreter.config().restrictions();
    }

    /** Nothing of that interpreter refers to another one any more. */
    void dropReferences(Interpreter ended) {
        list().forEach(other -> other.referrers().dropAll(ended.id()));
    }

    /** Closes all but the main one, each even if another cannot be. */
    void closeAll(boolean interruptThreads) {
        RuntimeException failure = null;
        for (Interpreter interpreter : list()) {
            try {
                if (interpreter.id() != Interpreter.MAIN_ID) {
                    interpreter.close(interruptThreads);
                }
            } catch (RuntimeException e) {
                if (failure == null) {
                    failure = e;
                } else {
                    failure.addSuppressed(e);
                }
            }
        }
        if (failure != null) {
            throw failure;
        }
    }
}
