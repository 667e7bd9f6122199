package dev.clutch;

import dev.clutch.message.Message;
import dev.clutch.message.ReducedKinds;
import dev.clutch.message.Sendable;
import dev.clutch.queue.References;

/**
 * A Java function that Python code may call: give it to interpreters as an argument, in a queue or in
 * {@code prepareMain}, and it is a callable there. Made by {@link Interpreters#callable}.
 *
 * <p>It is gone when Java code has closed it and no interpreter refers to it any more. Safe for use by many
 * threads.
 */
public final class JavaCallable implements Sendable, AutoCloseable {
    /** Java code as a party; interpreters have ids from 0. */
    private static final long JAVA = -1;

    private final long id;
    private final JavaFunction function;
    private final Callables registry;
    private final References references = new References();

    JavaCallable(long id, JavaFunction function, Callables registry) {
        this.id = id;
        this.function = function;
        this.registry = registry;
        references.add(JAVA);
    }

    /** Names this callable in both languages; never given to another one. */
    public long id() {
        return id;
    }

    JavaFunction function() {
        return function;
    }

    References references() {
        return references;
    }

    /** Java code does not give it away any more; interpreters that have it may still call it. Harmless when repeated. */
    @Override
    public void close() {
        registry.drop(this, JAVA);
    }

    @Override
    public Message asMessage() {
        return new Message.Reduced(ReducedKinds.CALLABLE, new Message.Int(id));
    }

    @Override
    public String toString() {
        return "JavaCallable[" + id + "]";
    }
}
