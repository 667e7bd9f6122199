package dev.clutch.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clutch.Interpreter;
import dev.clutch.error.QueueException;
import dev.clutch.queue.MessageQueue;
import dev.clutch.queue.Unbound;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of items in a queue when the interpreter that put them there ends. */
public abstract class UnboundContract extends EngineContract {
    private @Nullable MessageQueue queue;

    /** For subclasses. */
    protected UnboundContract() {}

    @BeforeEach
    final void makeQueue() {
        queue = interpreters().createQueue(0, Unbound.REPLACE);
        python().prepareMain(Map.of("queue", queue));
        python().exec("from concurrent.interpreters._queues import *");
    }

    @AfterEach
    final void closeQueue() {
        interpreters().queues().forEach(MessageQueue::close);
    }

    private MessageQueue queue() {
        return java.util.Objects.requireNonNull(queue);
    }

    /** Runs code in an interpreter that is gone afterwards. */
    private void inAnotherInterpreter(MessageQueue known, String source) {
        try (Interpreter other = interpreters().create()) {
            other.prepareMain(Map.of("queue", known));
            other.exec("from concurrent.interpreters._queues import *\n" + source);
        }
    }

    @Test
    void anItemThatIsReplacedBecomesUnbound() {
        inAnotherInterpreter(queue(), "queue.put('gone', unbounditems=UNBOUND)");
        python().exec("assert queue.qsize() == 1 and queue.get() is UNBOUND");
    }

    @Test
    void replacingIsTheDefaultOfPythonsQueues() {
        python().exec("made = create(); assert made.unbounditems is UNBOUND");
        inAnotherInterpreter(interpreters().queues().getLast(), "queue.put('gone')");
        python().exec("assert made.get() is UNBOUND");
    }

    @Test
    void keepingIsTheDefaultOfJavasQueues() throws Exception {
        MessageQueue keeping = interpreters().createQueue();
        inAnotherInterpreter(keeping, "queue.put('kept'); queue.put('gone', unbounditems=UNBOUND_REMOVE)");
        assertThat(keeping.size()).isEqualTo(1);
        assertThat(keeping.get()).isEqualTo("kept");
    }

    @Test
    void pythonMayAskAQueueThatKeepsForItsDefault() {
        python().prepareMain(Map.of("keeping", interpreters().createQueue()));
        python().exec("keeping.unbounditems");
    }

    @Test
    void anItemThatIsRemovedVanishes() {
        inAnotherInterpreter(queue(), "queue.put('gone', unbounditems=UNBOUND_REMOVE)");
        python().exec("assert queue.qsize() == 0");
    }

    @Test
    void anItemThatIsAnErrorRaisesOnceAndThenTheNextComes() {
        inAnotherInterpreter(queue(), "queue.put('gone', unbounditems=UNBOUND_ERROR)");
        python().exec("""
                queue.put('next')
                assert queue.qsize() == 2
                try:
                    queue.get()
                except ItemInterpreterDestroyed:
                    pass
                else:
                    assert False, 'no error'
                assert queue.get() == 'next'
                """);
    }

    @Test
    void javaSeesTheErrorToo() {
        inAnotherInterpreter(queue(), "queue.put('gone', unbounditems=UNBOUND_ERROR)");
        assertThatThrownBy(() -> queue().poll(Duration.ZERO))
                .isInstanceOfSatisfying(
                        QueueException.class,
                        error ->
                                assertThat(error.reason()).isEqualTo(QueueException.Reason.ITEM_INTERPRETER_DESTROYED));
    }

    @Test
    void whatJavaHandsOnIsStillUnbound() throws Exception {
        inAnotherInterpreter(queue(), "queue.put('gone')");
        queue().put(queue().get());
        python().exec("assert queue.get() is UNBOUND");
    }

    @Test
    void itemsOfOthersStayInTheirOrder() throws Exception {
        python().exec("queue.put(1)");
        inAnotherInterpreter(queue(), """
                queue.put('gone', unbounditems=UNBOUND_REMOVE)
                queue.put('gone', unbounditems=UNBOUND)
                """);
        queue().put(2);
        python().exec("assert [queue.get() for _ in range(queue.qsize())] == [1, UNBOUND, 2]");
    }

    @Test
    void anItemThatWasTakenInTimeIsNotTouched() {
        try (Interpreter other = interpreters().create()) {
            other.prepareMain(Map.of("queue", queue()));
            other.exec("queue.put(['kept'])");
            python().exec("item = queue.get()");
        }
        python().exec("assert item == ['kept'] and queue.empty()");
    }

    @Test
    void theQueuesOwnDefaultCountsUnlessPutSaysOtherwise() {
        python().exec("""
                removing = create(unbounditems=UNBOUND_REMOVE)
                assert removing.unbounditems is UNBOUND_REMOVE
                """);
        MessageQueue removing = interpreters().queues().getLast();
        inAnotherInterpreter(removing, "queue.put('gone'); queue.put('gone', unbounditems=UNBOUND)");
        python().exec("assert [removing.get() for _ in range(removing.qsize())] == [UNBOUND]");
    }

    @Test
    void removedItemsMakeRoomForWaitingPuts() {
        MessageQueue two = interpreters().createQueue(2);
        Interpreter other = interpreters().create();
        other.prepareMain(Map.of("queue", two));
        other.exec("""
                from concurrent.interpreters._queues import *
                queue.put('gone', unbounditems=UNBOUND_REMOVE)
                queue.put('gone', unbounditems=UNBOUND_REMOVE)
                """);
        Background<Object> first = Background.run(() -> two.put(1)).awaitBlocked();
        Background<Object> second = Background.run(() -> two.put(2)).awaitBlocked();
        other.close();
        first.join();
        second.join();
        assertThat(two.size()).isEqualTo(2);
    }

    @Test
    void anythingElseThanTheThreeIsRefused() {
        python().exec("""
                for wrong in (1, 'UNBOUND', object()):
                    for call in (lambda: queue.put(1, unbounditems=wrong), lambda: create(unbounditems=wrong)):
                        try:
                            call()
                        except (TypeError, NotImplementedError):
                            pass
                        else:
                            assert False, wrong
                assert queue.empty()
                """);
    }

    @Test
    void theConstantsCrossAsThemselves() {
        python().exec("""
                import copy, pickle
                for constant in (UNBOUND, UNBOUND_ERROR, UNBOUND_REMOVE):
                    queue.put([constant])
                    assert queue.get()[0] is constant
                    assert pickle.loads(pickle.dumps(constant)) is constant
                """);
    }
}
