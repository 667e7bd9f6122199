package dev.clutch;

import dev.clutch.config.Gil;
import dev.clutch.config.InterpreterConfig;
import dev.clutch.config.Isolation;
import dev.clutch.config.Restrictions;
import dev.clutch.error.ExceptionInfo;
import dev.clutch.error.InterpreterException;
import dev.clutch.host.HostCall;
import dev.clutch.host.HostFunction;
import dev.clutch.host.HostFunctions;
import dev.clutch.host.RestrictionMessages;
import dev.clutch.host.Snapshots;
import dev.clutch.message.Message;
import dev.clutch.queue.Timeout;
import dev.clutch.spi.InterpreterStatistics;
import dev.clutch.spi.Outcome;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The host functions of interpreters: what {@code concurrent.interpreters} is made of. */
final class InterpreterFunctions {
    private final Interpreters interpreters;
    private final Registry registry;

    private InterpreterFunctions(Interpreters interpreters) {
        this.interpreters = interpreters;
        this.registry = interpreters.registry();
    }

    static void add(HostFunctions table, Interpreters interpreters) {
        InterpreterFunctions on = new InterpreterFunctions(interpreters);
        on.addLives(table);
        on.addRuns(table);
        on.addReferences(table);
    }

    private void addLives(HostFunctions table) {
        table.add(
                        "interpreter_create",
                        "(config: 7 values in the order of PyInterpreterConfig and maybe the isolation, linked: bool,"
                                + " restrictions = None, metered = False, path: tuple of str = ()) -> id",
                        this::create)
                .add("interpreter_close", "(id) -> None", this::close)
                .add("close_interpreters", "() -> None; for the exit of the process", this::closeAll)
                .add("interpreter_list", "() -> [id, ...]", this::list)
                .add(
                        "interpreter_is_hosted",
                        "(id) -> bool, whether this registry has it",
                        call -> Message.Bool.of(registry.findOrNull(call.integer(0)) != null))
                .add("interpreter_config", "(id) -> tuple", this::config)
                .add("interpreter_statistics", "(id) -> dict", this::statistics);
    }

    private void addRuns(HostFunctions table) {
        table.add(
                        "interpreter_is_running",
                        "(id) -> bool",
                        call -> Message.Bool.of(find(call).isRunning()))
                .add(
                        "interpreter_exec",
                        "(id, dumped code, names: dict, timeout: seconds or None = None) -> (None, failure)",
                        this::exec)
                .addCalling(
                        1,
                        "interpreter_call",
                        "(id, callable, args, kwargs, timeout: seconds or None = None) -> (result, failure)",
                        HostFunction.Quick.NONE,
                        this::call)
                .add("interpreter_prepare_main", "(id, names: dict) -> (None, failure)", this::prepareMain)
                .add(
                        "interpreter_rehearse",
                        "(id, longest: seconds) -> None; loads what tells of exceptions",
                        this::rehearse)
                .add("thread_noted", "() -> None; the thread is known to Java from now on", new NoteThread());
    }

    private void addReferences(HostFunctions table) {
        table.add("interpreter_incref", "(id, link: bool) -> None", this::addReference)
                .add(
                        "interpreter_decref",
                        "(id) -> None; closes it when that was the last, if linked",
                        this::dropReference);
    }

    private Message create(HostCall call) {
        List<Message> fields = call.tuple(0).elements();
        boolean[] flags = new boolean[6];
        for (int i = 0; i < flags.length; i++) {
            flags[i] = ((Message.Bool) fields.get(i)).value();
        }
        Gil gil = Gil.ofCode(((Message.Int) fields.get(6)).value());
        Interpreter made = interpreters.create(isolated(config(flags, gil), fields)
                .withRestrictions(restrictions(call))
                .withMetering(call.has(3) && call.flag(3))
                .withPath(call.has(4) ? call.strings(4) : List.of()));
        if (call.flag(1)) {
            made.referrers().link(call.interpreter());
        }
        return new Message.Int(made.id());
    }

    /** What is restricted makes nothing that is less so. */
    private Restrictions restrictions(HostCall call) {
        Restrictions own = registry.restrictionsOf(call.interpreter());
        return own.equals(Restrictions.none()) ? RestrictionMessages.argument(call, 2) : own;
    }

    /** At the level that is asked for; else at the usual one, unless something else than the usual is asked for. */
    private static InterpreterConfig isolated(InterpreterConfig config, List<Message> fields) {
        if (fields.size() > 7 && fields.get(7) instanceof Message.Str(String word)) {
            return config.withIsolation(Isolation.ofWord(word));
        }
        return config.equals(InterpreterConfig.isolated()) ? InterpreterConfig.usual() : config;
    }

    private static InterpreterConfig config(boolean[] flags, Gil gil) {
        try {
            return new InterpreterConfig(flags[0], flags[1], flags[2], flags[3], flags[4], flags[5], gil);
        } catch (IllegalArgumentException e) {
            throw new InterpreterException("interpreter creation failed: " + e.getMessage(), e);
        }
    }

    private Message config(HostCall call) {
        Interpreter interpreter = find(call);
        InterpreterConfig config = interpreter.config();
        // The lock that interpreters share with the main one is the main one's own.
        Gil gil = interpreter.id() == Interpreter.MAIN_ID ? Gil.OWN : config.gil();
        return Message.Tuple.of(
                Message.Bool.of(config.useMainObmalloc()),
                Message.Bool.of(config.allowFork()),
                Message.Bool.of(config.allowExec()),
                Message.Bool.of(config.allowThreads()),
                Message.Bool.of(config.allowDaemonThreads()),
                Message.Bool.of(config.checkMultiInterpExtensions()),
                new Message.Int(gil.code()));
    }

    private Message close(HostCall call) {
        Interpreter interpreter = findToUse(call);
        if (interpreter.id() == call.interpreter()) {
            throw new InterpreterException("cannot destroy the current interpreter");
        }
        if (interpreter.id() != Interpreter.MAIN_ID && interpreter.isRunning()) {
            throw new InterpreterException("interpreter running");
        }
        interpreter.close(false);
        return Message.None.NONE;
    }

    private Message list(HostCall call) {
        return new Message.ListOf(registry.list().stream()
                .map(interpreter -> (Message) new Message.Int(interpreter.id()))
                .toList());
    }

    private Message exec(HostCall call) throws InterruptedException {
        Interpreter interpreter = findToUse(call);
        return pair(
                call, within(call, 3, interpreter, () -> interpreter.runs().execAlone(call.message(1), call.dict(2))));
    }

    private Message call(HostCall call) throws InterruptedException {
        Interpreter interpreter = findToUse(call);
        return pair(
                call,
                within(
                        call,
                        4,
                        interpreter,
                        () -> interpreter.runs().callAlone(call.message(1), call.message(2), call.message(3))));
    }

    /** Does the work before the timeout that the argument of that index gives, if it gives one. */
    private static Outcome within(HostCall call, int index, Interpreter interpreter, Supplier<Outcome> work)
            throws InterruptedException {
        Timeout timeout = call.timeout(index);
        return timeout.equals(Timeout.FOREVER)
                ? work.get()
                : call.task(() -> interpreter.start(work, timeout)).await();
    }

    private Message prepareMain(HostCall call) {
        return pair(call, findToUse(call).runs().prepareMainAlone(call.message(1)));
    }

    private Message rehearse(HostCall call) throws InterruptedException {
        find(call).rehearse(call.timeout(1));
        return Message.None.NONE;
    }

    /** What the barrier does for every call is all that there is to do. */
    private record NoteThread() implements HostFunction.Prompt {
        @Override
        public Message serve(HostCall call) {
            return Message.None.NONE;
        }

        @Override
        public boolean isQuiet() {
            return true;
        }
    }

    private Message statistics(HostCall call) {
        InterpreterStatistics statistics = find(call).statistics();
        Map<String, @Nullable Object> numbers = new LinkedHashMap<>();
        numbers.put("entries", statistics.entries());
        numbers.put("threads", statistics.threads());
        numbers.put(
                "cpu_time",
                statistics.cpuTime().map(time -> time.toNanos() / 1e9).orElse(null));
        numbers.put(
                "memory", statistics.memory().isPresent() ? statistics.memory().getAsLong() : null);
        return Message.of(numbers);
    }

    private Message addReference(HostCall call) {
        Interpreter interpreter = find(call);
        interpreter.referrers().add(call.interpreter());
        if (call.flag(1)) {
            interpreter.referrers().link();
        }
        return Message.None.NONE;
    }

    /** Called by finalizers, also of objects that stand for an interpreter which is closed. */
    private Message dropReference(HostCall call) {
        Interpreter interpreter = registry.findOrNull(call.integer(0));
        if (interpreter != null) {
            interpreter.referrers().drop(call.interpreter());
        }
        return Message.None.NONE;
    }

    private Message closeAll(HostCall call) {
        interpreters.closeInterpreters(false);
        return Message.None.NONE;
    }

    private Message pair(HostCall call, Outcome outcome) {
        return switch (outcome) {
            case Outcome.Returned(Message value) ->
                Message.Laden.with(value.cargo(), Message.Tuple.of(value, Message.None.NONE));
            case Outcome.Raised(ExceptionInfo info, Message original) ->
                Message.Laden.with(
                        original.cargo(),
                        Message.Tuple.of(
                                Message.None.NONE,
                                Message.Tuple.of(Snapshots.strings(info), original, thrown(call, info))));
            case Outcome.Unshareable(String what, ExceptionInfo info) ->
                Message.Tuple.of(
                        Message.None.NONE,
                        Message.Tuple.of(Snapshots.strings(info), Message.of(what), thrown(call, info)));
        };
    }

    private Message thrown(HostCall call, ExceptionInfo info) {
        Throwable thrown = info.thrown();
        return thrown == null
                ? Message.None.NONE
                : interpreters.commons().thrown().hold(call.interpreter(), thrown);
    }

    private Interpreter findToUse(HostCall call) {
        return registry.find(call.integer(0), call.interpreter());
    }

    private Interpreter find(HostCall call) {
        return registry.find(call.integer(0));
    }
}
