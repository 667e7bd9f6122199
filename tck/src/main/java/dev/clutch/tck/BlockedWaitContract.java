package dev.clutch.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clutch.Interpreter;
import dev.clutch.TimedInterpreter;
import dev.clutch.channel.Channel;
import dev.clutch.channel.ReceiveChannel;
import dev.clutch.channel.SendChannel;
import dev.clutch.error.CallTimeoutException;
import dev.clutch.error.ExecutionFailedException;
import dev.clutch.message.Message;
import dev.clutch.queue.MessageQueue;
import dev.clutch.shared.Owner;
import dev.clutch.shared.Shared;
import dev.clutch.shared.SharedDict;
import dev.clutch.shared.SharedList;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every wait ends for every reason that there is to end it, and leaves everything as it was. */
public abstract class BlockedWaitContract extends EngineContract {
    private static final String IMPORTS = """
            import asyncio, clutch
            from clutch import channels, select
            from concurrent.interpreters import create_queue
            """;

    private static final Message KEY = Message.of("key");
    private static final long ALTERATION = 1;

    private static final String READY = "ready.put('there')\n";

    /** For subclasses. */
    protected BlockedWaitContract() {}

    @AfterEach
    final void closeAll() {
        interpreters().queues().forEach(MessageQueue::close);
        interpreters().channels().forEach(Channel::close);
        interpreters().shared().list().forEach(Shared::close);
    }

    @ParameterizedTest
    @EnumSource
    void anInterruptEndsIt(BlockedWait way) throws Exception {
        setUp(way);
        Background<Object> waiter = begin(python(), way);
        python().interrupt();
        assertRaised("KeyboardInterrupt", waiter.failure());
        prove(way);
    }

    @ParameterizedTest
    @EnumSource
    void anInterruptFromJavaEndsIt(BlockedWait way) throws Exception {
        setUp(way);
        Background<Object> waiter = begin(python(), way);
        waiter.thread().interrupt();
        assertRaised("KeyboardInterrupt", waiter.failure());
        prove(way);
    }

    @ParameterizedTest
    @EnumSource
    void itsDeadlineEndsIt(BlockedWait way) throws Exception {
        setUp(way);
        TimedInterpreter soon = python().within(Duration.ofMillis(20));
        assertThatThrownBy(() -> soon.exec(way.wait)).isInstanceOf(CallTimeoutException.class);
        prove(way);
    }

    @ParameterizedTest
    @EnumSource
    void theEndOfItsInterpreterEndsIt(BlockedWait way) throws Exception {
        setUp(way);
        Interpreter waiting = interpreters().create();
        waiting.exec(IMPORTS);
        waiting.prepareMain(Map.of("ready", ready(), way.subject, subject(way)));
        Background<Object> waiter = begin(waiting, way);
        waiting.close();
        assertThat(waiter.failure()).isNotNull();
        prove(way);
    }

    /** What is shared otherwise is gone only when nobody refers to it, and whoever waits does. */
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.MATCH_ANY, names = "(QUEUE|CHANNEL)_.*")
    void whoeverClosesWhatItWaitsForEndsIt(BlockedWait way) throws Exception {
        setUp(way);
        Background<Object> waiter = begin(python(), way);
        close(way);
        if (way.whenClosed.endsWith("Error")) {
            assertRaised(way.whenClosed, waiter.failure());
        } else {
            waiter.join();
        }
    }

    private @Nullable MessageQueue ready;

    private MessageQueue ready() {
        return Objects.requireNonNull(ready);
    }

    private void setUp(BlockedWait way) throws InterruptedException {
        ready = queueIn(python(), "ready");
        python().exec(IMPORTS + way.setUp);
        switch (subject(way)) {
            case SharedDict dict -> dict.begin(Owner.java(), ALTERATION, KEY);
            case SharedList list -> list.begin(Owner.java(), ALTERATION, 0);
            default -> {}
        }
    }

    /** Ends what the calling thread has begun. */
    private void goOn(BlockedWait way) {
        switch (subject(way)) {
            case SharedDict dict -> dict.commit(ALTERATION, KEY, Message.of(1));
            case SharedList list -> list.commit(ALTERATION, 0, Message.of(1));
            default -> {}
        }
    }

    private Background<Object> begin(Interpreter interpreter, BlockedWait way) throws InterruptedException {
        Background<Object> waiter = Background.run(() -> interpreter.exec(READY + way.wait));
        ready().get();
        return waiter;
    }

    private void prove(BlockedWait way) {
        goOn(way);
        python().exec(way.proof);
        python().exec("globals().clear()");
    }

    private Object subject(BlockedWait way) {
        return Objects.requireNonNull(valueOf(python(), way.subject));
    }

    private void close(BlockedWait way) {
        switch (subject(way)) {
            case MessageQueue queue -> queue.close();
            case ReceiveChannel end -> interpreters().channels().forEach(Channel::close);
            case SendChannel end -> interpreters().channels().forEach(Channel::close);
            case Object other -> throw new AssertionError(other);
        }
    }

    private static void assertRaised(String type, @Nullable Throwable failure) {
        assertThat(failure)
                .isInstanceOfSatisfying(
                        ExecutionFailedException.class,
                        failed -> assertThat(failed.info().typeName()).isEqualTo(type));
    }
}
