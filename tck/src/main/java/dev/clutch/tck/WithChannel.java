package dev.clutch.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clutch.Interpreter;
import dev.clutch.channel.Channel;
import dev.clutch.channel.ReceiveChannel;
import dev.clutch.channel.SendChannel;
import dev.clutch.error.ChannelException;
import dev.clutch.error.ChannelException.Reason;
import dev.clutch.error.ExecutionFailedException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** For suites of channels: each test has one, whose ends its interpreter has as {@code send} and {@code recv}. */
abstract class WithChannel extends EngineContract {
    private @Nullable Channel channel;

    WithChannel() {}

    @BeforeEach
    final void makeChannel() {
        channel = interpreters().createChannel();
        prepare(python(), channel());
    }

    @AfterEach
    final void closeChannel() {
        channel().close();
    }

    Channel channel() {
        return Objects.requireNonNull(channel);
    }

    SendChannel send() {
        return channel().sender();
    }

    ReceiveChannel receive() {
        return channel().receiver();
    }

    static void prepare(Interpreter interpreter, Channel channel) {
        interpreter.prepareMain(Map.of("send", channel.sender(), "recv", channel.receiver()));
        interpreter.exec("""
                import time
                from clutch.channels import *

                def do(what, *args, **kwargs):
                    return eval(what)(*args, **kwargs)

                def failure_of(what, *args, **kwargs):
                    try:
                        do(what, *args, **kwargs)
                    except Exception as error:
                        return type(error).__name__
                """);
    }

    /** What Python code does in the background. */
    Background<@Nullable Object> python(String what, Object... arguments) {
        List<Object> all = new java.util.ArrayList<>(List.of(what));
        all.addAll(List.of(arguments));
        return Background.<@Nullable Object>call(() -> python().call("do", all.toArray()))
                .awaitBlocked();
    }

    static void assertRefused(Reason reason, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        ChannelException.class, e -> assertThat(e.reason()).isEqualTo(reason));
    }

    static void assertRaised(String type, @Nullable Throwable failure) {
        assertThat(failure)
                .isInstanceOfSatisfying(
                        ExecutionFailedException.class,
                        failed -> assertThat(failed.info().typeName()).isEqualTo(type));
    }
}
