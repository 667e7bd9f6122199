package dev.clutch.cpython;

import dev.clutch.Interpreter;
import dev.clutch.config.InterpreterConfig;
import dev.clutch.tck.Background;
import dev.clutch.tck.EngineContract;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** For tests of what many interpreters do at once that have a runtime of their own each. */
abstract class WithOwnRuntimes extends EngineContract {

    @Override
    protected InterpreterConfig config() {
        return InterpreterConfig.ownRuntime();
    }

    /** Runs the same source in new interpreters at once, then uses them. */
    final void inManyAtOnce(int count, String source, Consumer<List<Interpreter>> use) {
        List<Interpreter> all = Stream.generate(() -> interpreters().create(config()))
                .limit(count)
                .toList();
        try {
            List<Background<Object>> running = all.stream()
                    .map(interpreter -> Background.run(() -> interpreter.exec(source)))
                    .toList();
            running.forEach(Background::join);
            use.accept(all);
        } finally {
            all.forEach(Interpreter::close);
        }
    }
}
