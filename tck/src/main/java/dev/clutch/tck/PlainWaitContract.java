package dev.clutch.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clutch.Interpreter;
import dev.clutch.TimedInterpreter;
import dev.clutch.error.CallTimeoutException;
import dev.clutch.error.ExecutionFailedException;
import dev.clutch.queue.MessageQueue;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every wait of a plain Python's ends for every reason that there is to end it, and leaves everything as it was. */
public abstract class PlainWaitContract extends EngineContract {
    /** For subclasses. */
    protected PlainWaitContract() {}

    @AfterEach
    final void closeAll() {
        interpreters().queues().forEach(MessageQueue::close);
    }

    @ParameterizedTest
    @EnumSource
    void anInterruptEndsIt(PlainWait way) throws Exception {
        python().exec(way.setUp);
        Background<Object> waiter = begin(python(), way);
        python().interrupt();
        assertInterrupted(waiter);
        prove(way);
    }

    @ParameterizedTest
    @EnumSource
    void anInterruptFromJavaEndsIt(PlainWait way) throws Exception {
        python().exec(way.setUp);
        Background<Object> waiter = begin(python(), way);
        waiter.thread().interrupt();
        assertInterrupted(waiter);
        prove(way);
    }

    @ParameterizedTest
    @EnumSource
    void itsDeadlineEndsIt(PlainWait way) {
        python().exec(way.setUp);
        TimedInterpreter soon = python().within(Duration.ofMillis(20));
        assertThatThrownBy(() -> soon.exec(way.wait)).isInstanceOf(CallTimeoutException.class);
        prove(way);
    }

    @ParameterizedTest
    @EnumSource
    void theEndOfItsInterpreterEndsIt(PlainWait way) throws Exception {
        Interpreter waiting = interpreters().create();
        waiting.exec(way.setUp);
        Background<Object> waiter = begin(waiting, way);
        waiting.close();
        waiter.failure(); // or it was given what it waited for by another thread that has ended
    }

    private Background<Object> begin(Interpreter interpreter, PlainWait way) throws InterruptedException {
        MessageQueue ready = interpreters().createQueue();
        interpreter.prepareMain(Map.of("ready", ready));
        Background<Object> waiter = Background.run(() -> interpreter.exec("ready.put('there')\n" + way.wait));
        ready.get();
        return waiter;
    }

    private void prove(PlainWait way) {
        python().exec(way.proof);
        python().exec("globals().clear()");
    }

    private static void assertInterrupted(Background<Object> waiter) {
        assertThat(waiter.failure())
                .isInstanceOfSatisfying(
                        ExecutionFailedException.class,
                        failed -> assertThat(failed.info().typeName()).isEqualTo("KeyboardInterrupt"));
    }
}
