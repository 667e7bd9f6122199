package dev.clutch.cli;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code clutch repl}: Python's own interactive mode. */
@Command(name = "repl", description = "Talk to Python: its own interactive mode, with history and completion.")
final class ReplCommand implements Callable<Integer> {
    @Mixin
    private final PythonOption python = new PythonOption();

    @Override
    public Integer call() throws Exception {
        return PythonMain.run(python.config().owningProcess(List.of("-i")));
    }
}
