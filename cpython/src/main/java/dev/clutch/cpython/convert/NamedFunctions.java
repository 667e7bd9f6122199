package dev.clutch.cpython.convert;

import dev.clutch.cpython.capi.LibPython;
import dev.clutch.cpython.capi.Objects;
import dev.clutch.cpython.object.PyRef;
import dev.clutch.cpython.thread.Attached;
import dev.clutch.message.Message;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The functions of one interpreter that are called from outside, or elsewhere, by {@code "module:name"}, or by {@code
 * "name"} in {@code __main__}.
 *
 * <p>The Python side finds names and functions. What it has found is kept here, where looking again is quicker: each
 * time, for Python code may bind a name anew, and an address may be another object's by now. That runs no Python
 * code, so nothing changes meanwhile. Only strings are kept alive.
 */
public final class NamedFunctions {
    private static final int MOST = 256;
    private static final String MAIN = "__main__";

    private final Map<Long, Named> byAddress = new ConcurrentHashMap<>();
    private final Map<String, Named> byName = new ConcurrentHashMap<>();

    /**
     * Where a function is found.
     *
     * @param full the whole name
     * @param module the name of the module, a {@code str}
     * @param name the name in it, a {@code str}
     * @param inModule the module that was found, to be compared only
     */
    private record Named(Message.Str full, PyRef module, PyRef name, long inModule) {
        void close() {
            module.close();
            name.close();
        }
    }

    /** The name of an object by which it is found at this moment, if that has been learned. */
    Message.@Nullable Str nameOf(Attached attached, long object) {
        Named named = byAddress.get(object);
        if (named == null) {
            return null;
        }
        return find(attached, named) == object ? named.full : null;
    }

    /** What is found by that name at this moment, a new reference; 0 if the name has not been learned, or is gone. */
    public long find(Attached attached, String name) {
        Named named = byName.get(name);
        long found = named == null ? 0 : find(attached, named);
        return found == 0 ? 0 : attached.python().objects().incRef(found);
    }

    /** Borrowed from its module. */
    private static long find(Attached attached, Named named) {
        long module = module(attached, named.module.borrow(attached));
        return module != 0 && module == named.inModule ? in(attached, module, named.name.borrow(attached)) : 0;
    }

    /** Borrowed from {@code sys.modules}; 0 if it is not there. */
    private static long module(Attached attached, long name) {
        return item(attached, attached.python().modules().modules(), name);
    }

    /** Borrowed from the module; 0 if it is not there, or made by code of the module when it is asked for. */
    private static long in(Attached attached, long module, long name) {
        LibPython python = attached.python();
        return Objects.typeOf(module) == python.types().module
                ? item(attached, python.modules().moduleDict(module), name)
                : 0;
    }

    private static long item(Attached attached, long dict, long name) {
        long item = attached.python().containers().dictGetItem(dict, name);
        if (item == 0) {
            attached.python().errors().clear();
        }
        return item;
    }

    /** The Python side has found this name of the object. */
    void learnName(Attached attached, long object, Message.Str full) {
        learn(attached, byAddress, object, full);
    }

    /** The Python side has found something by this name. */
    public void learnPlace(Attached attached, Message.Str full) {
        learn(attached, byName, full.value(), full);
    }

    private static <K> void learn(Attached attached, Map<K, Named> known, K key, Message.Str message) {
        String full = message.value();
        int colon = full.indexOf(':');
        if (full.indexOf('.', colon + 1) >= 0) {
            return;
        }
        if (known.size() >= MOST) {
            known.values().forEach(Named::close);
            known.clear();
        }
        PyRef module = text(attached, colon < 0 ? MAIN : full.substring(0, colon));
        PyRef name = text(attached, full.substring(colon + 1));
        Named before = known.put(key, new Named(message, module, name, module(attached, module.borrow(attached))));
        if (before != null) {
            before.close();
        }
    }

    private static PyRef text(Attached attached, String text) {
        return PyRef.steal(attached, Text.decode(attached, text));
    }
}
