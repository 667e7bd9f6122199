package dev.clutch;

import dev.clutch.message.Message;
import dev.clutch.spi.EngineInterpreter;
import java.util.Arrays;
import java.util.List;

/**
 * What Clutch's own Python code does in one interpreter, mostly {@code clutch._fresh}. Not as runs: others may run the
 * interpreter at the same time, under any rule.
 */
record OwnCode(EngineInterpreter engine) {
    private static final String PRELOAD = "clutch._fresh:preload";
    private static final String START_AT = "clutch._fresh:start_at";
    private static final String RESET = "clutch._fresh:reset";
    private static final String PATH = "clutch._paths:search_path";

    /** Calls a function with texts. */
    void call(String function, String... arguments) {
        call(function, Arrays.stream(arguments).map(Message::of).toList());
    }

    private Message call(String function, List<Message> arguments) {
        return engine.call(Message.of(function), new Message.Tuple(arguments), Message.Dict.EMPTY)
                .orThrow();
    }

    void preload(List<String> modules) {
        if (!modules.isEmpty()) {
            call(PRELOAD, modules.stream().map(Message::of).toList());
        }
    }

    /** Its {@code sys.path} as of now. */
    List<String> path() {
        Message path = call(PATH, List.of());
        return ((Message.Tuple) path)
                .elements().stream().map(folder -> (String) folder.toJava()).toList();
    }

    /** Makes another path the one that it was made with. */
    void startAt(List<String> path) {
        call(START_AT, List.of(Message.of(path)));
    }

    /** Makes it nearly new; if threads are alive that it has started, changes nothing and returns how many. */
    long reset() {
        return ((Message.Int) call(RESET, List.of())).value();
    }
}
