package dev.clutch.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ReadOnlyBufferException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class ByteStringTest {

    @Test
    void itKeepsACopy() {
        byte[] bytes = {1, 2};
        ByteString string = ByteString.copyOf(bytes);
        bytes[0] = 9;
        string.toByteArray()[1] = 9;
        assertThat(string.toByteArray()).containsExactly(1, 2);
        assertThat(string.length()).isEqualTo(2);
    }

    @Test
    void itsBufferIsReadOnly() {
        var buffer = ByteString.copyOf(new byte[] {1}).asReadOnlyBuffer();
        assertThatThrownBy(() -> buffer.put(0, (byte) 2)).isInstanceOf(ReadOnlyBufferException.class);
    }

    @Test
    void itIsEqualByItsBytes() {
        assertThat(ByteString.copyOf(new byte[] {1}))
                .isEqualTo(ByteString.wrap(new byte[] {1}))
                .hasSameHashCodeAs(ByteString.wrap(new byte[] {1}))
                .isNotEqualTo(ByteString.wrap(new byte[] {2}));
    }

    @Test
    void itTellsItsLengthAndNotItsContent() {
        assertThat(ByteString.wrap(new byte[3])).hasToString("ByteString[3 bytes]");
    }
}
