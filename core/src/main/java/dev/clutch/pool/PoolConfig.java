package dev.clutch.pool;

import dev.clutch.config.InterpreterConfig;
import dev.clutch.message.Message;
import dev.clutch.message.ReducedKinds;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a pool is made from.
 *
 * @param fewest how many workers stay when there is nothing to do; they are started when they are needed first
 * @param most how many workers there may be, one interpreter and one thread each
 * @param keepAlive how long a worker beyond the fewest waits for a task before it ends
 * @param tasksPerInterpreter after how many tasks a worker takes a new interpreter; zero for never
 * @param capacity how many tasks may wait; who submits more waits for a place; zero for no bound
 * @param name what the names of its threads begin with
 * @param initializer what each interpreter calls first
 * @param interpreter what the interpreters are made from
 */
public record PoolConfig(
        int fewest,
        int most,
        Duration keepAlive,
        int tasksPerInterpreter,
        int capacity,
        String name,
        @Nullable Initializer initializer,
        InterpreterConfig interpreter) {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    /** Refuses numbers that make no sense. */
    public PoolConfig {
        require(most > 0, "most", most, "greater than 0");
        require(fewest >= 0 && fewest <= most, "fewest", fewest, "from 0 to most, " + most);
        require(tasksPerInterpreter >= 0, "tasksPerInterpreter", tasksPerInterpreter, "0 or more");
        require(capacity >= 0, "capacity", capacity, "0 or more");
    }

    private static void require(boolean fulfilled, String name, int value, String wanted) {
        if (!fulfilled) {
            throw new IllegalArgumentException(name + " must be " + wanted + ", not " + value);
        }
    }

    /** So many workers. */
    public static PoolConfig fixed(int workers) {
        return elastic(workers, workers);
    }

    /** Between so many workers and so many; those that are idle for a minute end. */
    public static PoolConfig elastic(int fewest, int most) {
        return new PoolConfig(fewest, most, MINUTE, 0, 0, "clutch-pool", null, InterpreterConfig.usual());
    }

    /** The same with another time after which idle workers end. */
    public PoolConfig withKeepAlive(Duration time) {
        return new PoolConfig(fewest, most, time, tasksPerInterpreter, capacity, name, initializer, interpreter);
    }

    /** The same, but each interpreter runs no more than so many tasks. */
    public PoolConfig withTasksPerInterpreter(int tasks) {
        return new PoolConfig(fewest, most, keepAlive, tasks, capacity, name, initializer, interpreter);
    }

    /** The same, but no more than so many tasks wait: {@code submit} does instead. */
    public PoolConfig withCapacity(int tasks) {
        return new PoolConfig(fewest, most, keepAlive, tasksPerInterpreter, tasks, name, initializer, interpreter);
    }

    /** The same with other names for its threads. */
    public PoolConfig withName(String prefix) {
        return new PoolConfig(fewest, most, keepAlive, tasksPerInterpreter, capacity, prefix, initializer, interpreter);
    }

    /** The same, but its interpreters import these modules when they are made, which is before there is a task. */
    public PoolConfig withPreload(String... modules) {
        return withInterpreter(interpreter.withPreload(List.of(modules)));
    }

    /** The same with interpreters made from that. */
    public PoolConfig withInterpreter(InterpreterConfig config) {
        return new PoolConfig(fewest, most, keepAlive, tasksPerInterpreter, capacity, name, initializer, config);
    }

    /**
     * The same, but each interpreter calls that function first.
     *
     * @param function {@code "module:qualified.name"}
     * @param arguments its arguments; a {@link dev.clutch.buffer.Buffer} among them must be frozen
     */
    public PoolConfig withInitializer(String function, @Nullable Object... arguments) {
        Message callable = new Message.Reduced(ReducedKinds.NAME, Message.of(function));
        List<Message> messages = Arrays.stream(arguments).map(Message::of).toList();
        return withInitializer(new Initializer(callable, Message.Laden.with(messages, new Message.Tuple(messages))));
    }

    /** The same, but each interpreter calls that first. */
    public PoolConfig withInitializer(Initializer first) {
        return new PoolConfig(fewest, most, keepAlive, tasksPerInterpreter, capacity, name, first, interpreter);
    }
}
