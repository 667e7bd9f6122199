package dev.clutch.host;

import dev.clutch.buffer.Buffers;
import dev.clutch.host.HostFunction.Body;
import dev.clutch.message.Message;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/** The table of host functions. Filled before the first interpreter is made, then only read. */
public final class HostFunctions {
    private final Map<String, HostFunction> functions = new LinkedHashMap<>();
    private LongFunction<@Nullable Throwable> throwables = id -> null;
    private @Nullable Buffers buffers;

    /** An empty table. */
    public HostFunctions() {}

    /** Adds a function; see {@link HostFunction}. */
    public HostFunctions add(String name, String signature, Body body) {
        return add(name, signature, HostFunction.Quick.NONE, body);
    }

    /** Adds a function that mostly needs no wait; see {@link HostFunction}. */
    public HostFunctions add(String name, String signature, HostFunction.Quick quick, HostFunction.Body body) {
        return add(new HostFunction(name, signature, quick, body, HostFunction.Ways.COPIED));
    }

    /**
     * Adds a function, as it is.
     *
     * @throws IllegalArgumentException if there is one of that name
     */
    public HostFunctions add(HostFunction function) {
        if (functions.putIfAbsent(function.name(), function) != null) {
            throw new IllegalArgumentException("there is a host function " + function.name() + " already");
        }
        return this;
    }

    /** Adds a function whose argument of that index is to be called in another interpreter; see {@link HostFunction}. */
    public HostFunctions addCalling(
            int callable, String name, String signature, HostFunction.Quick quick, HostFunction.Body body) {
        HostFunction.Ways ways = index -> index == callable ? HostFunction.Way.CALLED : HostFunction.Way.COPIED;
        return add(new HostFunction(name, signature, quick, body, ways));
    }

    /** A table with the same functions, to which others can be added. */
    public HostFunctions copy() {
        HostFunctions copy = new HostFunctions();
        copy.functions.putAll(functions);
        copy.throwables = throwables;
        copy.buffers = buffers;
        return copy;
    }

    /** One that is called by finalizers, and in the middle of a conversion. */
    static HostFunction.Prompt quiet(HostFunction.Prompt body) {
        return new HostFunction.Prompt() {
            @Override
            public Message serve(HostCall call) {
                return body.serve(call);
            }

            @Override
            public boolean isQuiet() {
                return true;
            }
        };
    }

    /** Lets memory views cross as views of the same memory; without this, they are copied. */
    HostFunctions share(Buffers sharing) {
        buffers = sharing;
        return this;
    }

    /** What counts the memory that is shared by views; null if none is. */
    public @Nullable Buffers buffers() {
        return buffers;
    }

    /** Says how to find what Java code threw by the id that Python code knows it by. */
    public HostFunctions findThrowablesBy(LongFunction<@Nullable Throwable> finder) {
        throwables = finder;
        return this;
    }

    /** Finds what Java code threw, by the id that Python code knows it by; null if there is none. */
    public LongFunction<@Nullable Throwable> throwables() {
        return throwables;
    }

    /** The functions in the order in which they were added. */
    public List<HostFunction> list() {
        return List.copyOf(functions.values());
    }
}
