package dev.clutch.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clutch.Interpreter;
import dev.clutch.message.Message;
import dev.clutch.queue.MessageQueue;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Large {@code bytes} and {@code str}, which their sender may keep until they are received. */
public abstract class LargeValueContract extends TwoQueuesContract {
    private static final int SIZE = 300_000;

    /** For subclasses. */
    protected LargeValueContract() {}

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bytes(range(256)) * 1200",
                "'a' * 300_000",
                "'\\xe9' * 300_000",
                "'a' * 300_000 + '\\u20ac'",
                "'a' * 300_000 + '\\U0001f600'",
                "'\\ud83d\\ude00' * 200_000",
                "[b'x' * 300_000, {'y': 'z' * 300_000}, {'s' * 300_000}]",
                "(lambda b: [[b], [b]])(bytes(300_000))",
                "(lambda l: (l, l))([b'x' * 300_000])",
                "__import__('collections').OrderedDict(a=b'o' * 500_000)",
                "bytearray(300_000)",
                "__import__('decimal').Decimal('1' * 300_000)",
            })
    void theyArriveAsTheyWereSent(String expression) {
        try (Interpreter receiver = interpreters().create()) {
            receiver.prepareMain(Map.of("queue", queue(), "ready", ready(), "expression", expression));
            python().exec("queue.put(%s)".formatted(expression));
            receiver.exec("""
                    got = queue.get()
                    assert got == eval(expression) and type(got) is type(eval(expression))
                    ready.put(got)
                    """);
            python().exec("""
                    import sys
                    sys.set_int_max_str_digits(0)
                    assert ready.get() == %s
                    """.formatted(expression));
        }
    }

    @Test
    void theirSenderHasThemBackWhenTheyWereReceived() {
        python().exec("""
                import sys
                data = b'x' * 300_000
                before = sys.getrefcount(data)
                queue.put(data)
                queue.put([data, data])
                assert queue.get() == data
                assert queue.get() == [data, data]
                """);
        awaitReferences();
    }

    @Test
    void theirSenderHasThemBackWhenTheyWereDropped() {
        python().exec("""
                import sys
                data = b'x' * 300_000
                before = sys.getrefcount(data)
                queue.put(data)
                queue.shutdown(immediate=True)
                try:
                    queue.put(data)
                except Exception:
                    pass
                try:
                    ready.put([data, open(__file__) if '__file__' in globals() else sys._getframe()])
                except Exception:
                    pass
                """);
        awaitReferences();
    }

    @Test
    void anInterpreterThatIsLeftAloneHasThemBackToo() {
        python().exec("""
                import sys
                data = b'x' * 300_000
                before = sys.getrefcount(data)
                queue.put(data)
                """);
        try (Interpreter receiver = interpreters().create()) {
            receiver.prepareMain(Map.of("queue", queue()));
            receiver.exec("assert queue.get() == b'x' * 300_000");
        }
        awaitReferences();
    }

    private void awaitReferences() {
        Await.until("all references are given back", () -> {
            Object left = evaluate(
                    "(lambda main: __import__('sys').getrefcount(main.data) - main.before)(__import__('__main__'))");
            return Long.valueOf(0).equals(left);
        });
    }

    @Test
    void theyOutliveTheirSender() throws InterruptedException {
        try (Interpreter sender = interpreters().create()) {
            sender.prepareMain(Map.of("queue", queue()));
            sender.exec("""
                    queue.put(b'x' * 300_000)
                    queue.put(['\u20ac' * 300_000])
                    queue.put('a' * 300_000)
                    """);
        }
        python().exec("assert queue.get() == b'x' * 300_000");
        assertThat(queue().get()).isEqualTo(List.of("\u20ac".repeat(SIZE)));
        assertThat(queue().get()).isEqualTo("a".repeat(SIZE));
    }

    @Test
    void sharedDictsKeepThem() {
        python().exec("""
                import clutch
                shared = clutch.SharedDict()
                queue.put(shared)
                """);
        try (Interpreter other = interpreters().create()) {
            other.prepareMain(Map.of("queue", queue(), "ready", ready()));
            other.exec("""
                    shared = queue.get()
                    shared['k' * 300_000] = [b'x' * 300_000]
                    """);
        }
        python().exec("""
                for _ in range(2):
                    assert shared['k' * 300_000] == [b'x' * 300_000]
                    assert list(shared) == ['k' * 300_000]
                    assert shared.replace('k' * 300_000, [b'x' * 300_000], [b'x' * 300_000])
                shared = None
                """);
    }

    @Test
    void javaMayLookMoreThanOnceAndPassThemOn() throws InterruptedException {
        python().exec("queue.put('\u20ac' * 300_000)");
        Message message = queue().poll(Duration.ofSeconds(30)).orElseThrow();
        assertThat(message.toJava()).isEqualTo(message.toJava()).isEqualTo("\u20ac".repeat(SIZE));
        queue().put(message);
        python().exec("assert queue.get() == '\u20ac' * 300_000");
    }

    @Test
    void theyAreArgumentsAndResults() {
        assertThat(python().call("len", "a".repeat(SIZE))).isEqualTo((long) SIZE);
        assertThat(evaluate("'a' * 300_000")).isEqualTo("a".repeat(SIZE));
        python().exec("""
                from concurrent import interpreters
                other = interpreters.create()
                assert other.call(lambda text, *, data: (data, text), 'a' * 300_000, data=b'b' * 300_000) == (
                    b'b' * 300_000, 'a' * 300_000)
                try:
                    other.exec("raise ValueError('v' * 300_000)")
                except interpreters.ExecutionFailed as failed:
                    assert failed.excinfo.msg == 'v' * 300_000
                other.close()
                """);
    }

    @Test
    void interpretersThatEndWhileTheyAreReadDoNoHarm() {
        for (int round = 0; round < 20; round++) {
            MessageQueue mail = interpreters().createQueue();
            Interpreter sender = interpreters().create();
            sender.prepareMain(Map.of("mail", mail));
            sender.exec("for n in range(8): mail.put(bytes([n]) * 2_000_000)");
            python().prepareMain(Map.of("mail", mail));
            Background<Object> reader = Background.run(() -> python().exec("""
                    for n in range(8):
                        assert mail.get() == bytes([n]) * 2_000_000
                    """));
            sender.close();
            reader.join();
            mail.close();
        }
    }
}
