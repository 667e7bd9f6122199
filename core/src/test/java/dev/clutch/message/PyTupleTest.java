package dev.clutch.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class PyTupleTest {

    @Test
    @SuppressWarnings("NullAway") // it takes null, though its signature does not say so
    void itIsAListThatCannotBeChanged() {
        PyTuple tuple = PyTuple.of(1, null, "a");
        assertThat(tuple).isEqualTo(Arrays.asList(1, null, "a")).hasSize(3);
        assertThatThrownBy(() -> tuple.add(1)).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> tuple.set(0, 1)).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void itKeepsACopy() {
        Object[] elements = {1};
        PyTuple tuple = PyTuple.of(elements);
        elements[0] = 2;
        assertThat(tuple).isEqualTo(List.of(1));
    }
}
