package dev.clutch;

import dev.clutch.config.InterpreterConfig;
import dev.clutch.error.InterpreterException;
import dev.clutch.host.HostCall;
import dev.clutch.host.HostFunctions;
import dev.clutch.message.Message;
import java.util.List;

/** The host functions of interpreters that are used again, or made in advance. */
final class LifecycleFunctions {
    private final Interpreters interpreters;

    private LifecycleFunctions(Interpreters interpreters) {
        this.interpreters = interpreters;
    }

    static void add(HostFunctions table, Interpreters interpreters) {
        LifecycleFunctions on = new LifecycleFunctions(interpreters);
        table.add("interpreter_reset", "(id) -> None", on::reset)
                .add("spares_keep", "(count, names of modules to preload) -> None", on::keep)
                .add("spares_await", "(names of modules to preload) -> int, how many are ready", on::await);
    }

    private Message reset(HostCall call) {
        Interpreter interpreter = interpreters.find(call.integer(0), call.interpreter());
        if (interpreter.id() == call.interpreter()) {
            throw new InterpreterException("cannot reset the current interpreter");
        }
        interpreter.reset();
        return Message.None.NONE;
    }

    private Message keep(HostCall call) {
        interpreters.spares().keep(config(call.tuple(1)), Math.clamp(call.integer(0), 0, Integer.MAX_VALUE));
        return Message.None.NONE;
    }

    private Message await(HostCall call) throws InterruptedException {
        InterpreterConfig config = config(call.tuple(0));
        interpreters.spares().await(config);
        return new Message.Int(interpreters.spares().ready(config));
    }

    private InterpreterConfig config(Message.Tuple preload) {
        List<String> modules = preload.elements().stream()
                .map(name -> ((Message.Str) name).value())
                .toList();
        return InterpreterConfig.of(interpreters.isolation()).withPreload(modules);
    }
}
