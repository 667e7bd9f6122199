package dev.clutch.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Strings that are no well-formed Unicode. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class SurrogatesTest {

    @ParameterizedTest
    @ValueSource(strings = {"", "plain", "\0", "é€", "\ud83d\ude00", "\udbff\udfff", "a\ud83d\ude00b"})
    void wellFormedTextIsAStr(String text) {
        assertThat(Message.of(text)).isEqualTo(new Message.Str(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\ud800",
                "\udfff",
                "\udc00\ud800",
                "\ud83d\ud83d\ude00",
                "\ud83d\ude00\ude00",
                "a\ud800",
                "\udc80b"
            })
    void textWithALoneSurrogateKeepsIt(String text) {
        Message message = Message.of(text);
        assertThat(message).isInstanceOf(Message.Surrogates.class);
        assertThat(message.toJava()).isEqualTo(text);
    }

    @Test
    void theFormIsThatOfPythonsSurrogatepass() {
        Message.Surrogates message = (Message.Surrogates) Message.of("é\ud800\ud83d\ude00");
        assertThat(message.utf8().toByteArray()).isEqualTo(new byte[] {
            (byte) 0xC3,
            (byte) 0xA9,
            (byte) 0xED,
            (byte) 0xA0,
            (byte) 0x80,
            (byte) 0xF0,
            (byte) 0x9F,
            (byte) 0x98,
            (byte) 0x80
        });
    }

    @Test
    void anyTextComesBackAsItWas() {
        Random random = new Random(42);
        for (int round = 0; round < 2000; round++) {
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(8); i >= 0; i--) {
                text.append(randomChar(random));
            }
            assertThat(Message.of(text.toString()).toJava()).isEqualTo(text.toString());
        }
    }

    @Test
    void wellFormedTextIsItsUtf8() {
        String text = "\0é€\ud83d\ude00";
        Message.Surrogates encoded = (Message.Surrogates) Message.of(text + "\ud800");
        byte[] bytes = Objects.requireNonNull(encoded.utf8().toByteArray());
        byte[] expected = text.getBytes(StandardCharsets.UTF_8);
        assertThat(java.util.Arrays.copyOf(bytes, expected.length)).isEqualTo(expected);
    }

    /** Mostly the interesting ones: surrogates, and the borders of UTF-8's lengths. */
    private static char randomChar(Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> (char) (Character.MIN_SURROGATE + random.nextInt(0x800));
            case 1 -> "\0\u007f\u0080\u07ff\u0800\ud7ff\ue000\uffff".charAt(random.nextInt(8));
            case 2 -> 'a';
            default -> (char) random.nextInt(0x10000);
        };
    }
}
