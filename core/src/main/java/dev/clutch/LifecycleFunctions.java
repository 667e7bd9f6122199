package dev.clutch;

import dev.clutch.config.InterpreterConfig;
import dev.clutch.error.InterpreterException;
import dev.clutch.host.HostCall;
import dev.clutch.host.HostFunctions;
import dev.clutch.message.Message;

/** The host functions of interpreters that are used again, or made in advance. */
final class LifecycleFunctions {
    private final Interpreters interpreters;

    private LifecycleFunctions(Interpreters interpreters) {
        this.interpreters = interpreters;
    }

    static void add(HostFunctions table, Interpreters interpreters) {
        LifecycleFunctions on = new LifecycleFunctions(interpreters);
        table.add("interpreter_reset", "(id) -> None", on::reset)
                .add("spares_keep", "(count, names of modules to preload, path) -> None", on::keep)
                .add("spares_await", "(names of modules to preload, path) -> int, how many are ready", on::await);
    }

    private Message reset(HostCall call) {
        Interpreter interpreter = interpreters.registry().find(call.integer(0), call.interpreter());
        if (interpreter.id() == call.interpreter()) {
            throw new InterpreterException("cannot reset the current interpreter");
        }
        interpreter.reset();
        return Message.None.NONE;
    }

    private Message keep(HostCall call) {
        interpreters.spares().keep(config(call, 1), Math.clamp(call.integer(0), 0, Integer.MAX_VALUE));
        return Message.None.NONE;
    }

    private Message await(HostCall call) throws InterruptedException {
        InterpreterConfig config = config(call, 0);
        interpreters.spares().await(config);
        return new Message.Int(interpreters.spares().ready(config));
    }

    private static InterpreterConfig config(HostCall call, int preload) {
        return InterpreterConfig.usual().withPreload(call.strings(preload)).withPath(call.strings(preload + 1));
    }
}
