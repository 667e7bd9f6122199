package dev.clutch.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clutch.message.Message;
import dev.clutch.queue.Timeout;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostCallTest {

    private static HostCall call(Message... arguments) {
        return new HostCall(7, arguments);
    }

    @Test
    void itKnowsItsCallerAndItsArguments() {
        HostCall call = call(new Message.Int(1), Message.Tuple.EMPTY, Message.Dict.EMPTY);
        assertThat(call.interpreter()).isEqualTo(7);
        assertThat(call.integer(0)).isEqualTo(1);
        assertThat(call.tuple(1)).isSameAs(Message.Tuple.EMPTY);
        assertThat(call.dict(2)).isSameAs(Message.Dict.EMPTY);
        assertThat(call.message(0)).isEqualTo(new Message.Int(1));
    }

    @Test
    void aMissingArgumentIsAnError() {
        assertThatThrownBy(() -> call(Message.None.NONE).integer(1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("missing argument 2");
    }

    @Test
    void anArgumentOfAnotherTypeIsAnError() {
        HostCall call = call(new Message.Str("text"));
        for (Runnable accessor : List.<Runnable>of(
                () -> call.integer(0), () -> call.tuple(0), () -> call.dict(0), () -> call.timeout(0))) {
            assertThatThrownBy(accessor::run)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("argument 1 must be");
        }
    }

    @Test
    void anIntThatIsTooLargeIsAnOverflow() {
        HostCall call = call(new Message.BigInt(BigInteger.TWO.pow(64)));
        assertThatThrownBy(() -> call.integer(0)).isInstanceOf(ArithmeticException.class);
    }

    @Test
    void aContainerWithSharedPartsIsAContainerToo() {
        assertThat(call(new Message.Graph(Message.Tuple.EMPTY)).tuple(0)).isSameAs(Message.Tuple.EMPTY);
        assertThat(call(new Message.Graph(Message.Dict.EMPTY)).dict(0)).isSameAs(Message.Dict.EMPTY);
    }

    @Test
    void noneMeansForEver() {
        assertThat(call(Message.None.NONE).timeout(0)).isEqualTo(Timeout.FOREVER);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -0.0, -1, Double.NEGATIVE_INFINITY})
    void noTimeMeansNoWait(double seconds) {
        assertThat(call(new Message.Real(seconds)).timeout(0)).isEqualTo(Timeout.NONE);
    }

    @Test
    void secondsMayBeWholeOrNot() {
        assertThat(call(new Message.Int(1000)).timeout(0).nanos()).isBetween(900_000_000_000L, 1000_000_000_000L);
        assertThat(call(new Message.Real(0.5)).timeout(0).nanos()).isBetween(1L, 500_000_000L);
        assertThat(call(Message.Bool.of(true)).timeout(0).nanos()).isBetween(900_000_000L, 1_000_000_000L);
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e300, Double.POSITIVE_INFINITY, 1e10})
    void anyNumberOfSecondsIsWaitedFor(double seconds) {
        HostCall call = call(new Message.Real(seconds));
        assertThat(call.timeout(0).nanos()).isGreaterThan(1L << 60);
        assertThat(call.timeout(0).nanos()).isGreaterThan(1L << 60);
    }

    @Test
    void notANumberIsRefused() {
        assertThatThrownBy(() -> call(new Message.Real(Double.NaN)).timeout(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("nan");
    }

    /** PEP 475: a call that is served again, since a signal's handler ran in between, has the rest of the time. */
    @Test
    void theTimeRunsFromTheFirstQuestionOn() {
        HostCall call = call(new Message.Real(100));
        long first = call.timeout(0).nanos();
        long later;
        do {
            later = call.timeout(0).nanos();
        } while (later == first);
        assertThat(later).isLessThan(first);
    }

    @Test
    void theTableKeepsItsOrder() {
        HostFunctions table = new HostFunctions()
                .add("first", "() -> None", call -> Message.None.NONE)
                .add("second", "() -> None", call -> Message.None.NONE);
        assertThat(table.list()).extracting(HostFunction::name).containsExactly("first", "second");
    }

    @Test
    void aCallThatIsServedAgainGoesOnWithItsTask() {
        HostCall call = call();
        List<String> said = new ArrayList<>();
        HostCall.Task first = call.task(() -> () -> said.add("abandoned"));
        HostCall.Task again = call.task(() -> {
            throw new AssertionError("begun twice");
        });
        assertThat(again).isSameAs(first);
        call.abandon();
        assertThat(said).containsExactly("abandoned");
    }

    @Test
    void aCallWithoutATaskMayBeAbandonedToo() {
        assertThatCode(() -> call().abandon()).doesNotThrowAnyException();
    }
}
