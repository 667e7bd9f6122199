package dev.clutch.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clutch.error.ExecutionFailedException;
import dev.clutch.error.NotShareableException;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Text crosses unharmed, or not at all: Python's strings are code points, Java's are UTF-16. */
public abstract class TextContract extends EngineContract {

    /** For subclasses. */
    protected TextContract() {}

    @BeforeEach
    final void defineFunctions() {
        python().exec("""
                def points(text):
                    return [ord(char) for char in text]

                def text(points):
                    return ''.join(map(chr, points))
                """);
    }

    static Stream<String> texts() {
        return Stream.of(
                "",
                "plain",
                "\0",
                "a\0b\0",
                "é ß ÿ",
                "€ 漢字 \uffff\ufffe",
                "\ufeffstarts with a byte-order mark",
                "😀 \ud83d\udc69\u200d\ud83d\ude80",
                everyPlane(),
                "\ud800",
                "\udfff",
                "a\ud800b",
                "a\udc80b\udcff",
                "low before high: \udc00\ud800",
                "\ud83d twice is not a pair: \ud83d\ud83d",
                "x".repeat(1023),
                "x".repeat(1024),
                "é".repeat(512) + "x",
                "😀".repeat(100_000));
    }

    @ParameterizedTest
    @MethodSource("texts")
    void javaTextHasTheSameCodePointsInPython(String text) {
        assertThat(python().call("points", text)).isEqualTo(codePoints(text));
    }

    @ParameterizedTest
    @MethodSource("texts")
    void pythonTextHasTheSameCodePointsInJava(String text) {
        assertThat(python().call("text", codePoints(text))).isEqualTo(text);
    }

    @Test
    void textCrossesBetweenInterpreters() {
        assertCrossesBetweenInterpreters(texts().map(TextContract::codePoints));
    }

    @Test
    void twoLoneSurrogatesThatLookLikeAPairStayTwoBetweenInterpreters() {
        assertCrossesBetweenInterpreters(Stream.of(List.of(0xD83DL, 0xDE00L)));
    }

    @Test
    void twoLoneSurrogatesThatLookLikeAPairAreRefusedTowardsJava() {
        assertThatThrownBy(() -> python().call("text", List.of(0x61, 0xD83D, 0xDE00)))
                .isInstanceOf(NotShareableException.class)
                .hasMessageContaining("surrogates");
    }

    @Test
    void theRefusalSaysWhereTheTextSits() {
        python().exec("def nested(): return [1, {'log': text([0xD83D, 0xDE00])}]");
        assertThatThrownBy(() -> python().call("nested"))
                .isInstanceOf(NotShareableException.class)
                .hasMessageContaining("[1]['log']");
    }

    @Test
    void surrogatesInKeysAndElementsCross() {
        Map<String, List<String>> value = Map.of("\ud800", List.of("\udfff"));
        python().exec("def same(value): return value");
        assertThat(python().call("same", value)).isEqualTo(value);
    }

    @Test
    void aKeywordWithALoneSurrogateIsNotChanged() {
        python().exec("def keywords(**names): return [points(name) for name in names]");
        assertThat(python().call("keywords", List.of(), Map.of("\ud800", 1))).isEqualTo(List.of(List.of(0xD800L)));
    }

    @Test
    void sourceWithALoneSurrogateIsRefused() {
        assertThatThrownBy(() -> python().exec("text = '\ud800'"))
                .isInstanceOfSatisfying(
                        ExecutionFailedException.class,
                        failed -> assertThat(failed.info().typeName()).isIn("UnicodeEncodeError", "SyntaxError"));
    }

    @Test
    void sourceMayHoldAnyOtherText() {
        python().exec("text = '" + "€ 😀" + "'  # é");
        assertThat(valueOf(python(), "text")).isEqualTo("€ 😀");
    }

    @Test
    void aNameWithALoneSurrogateFindsNothing() {
        python().exec("globals()['?'] = lambda: 'the wrong one'");
        assertThatThrownBy(() -> python().call("\ud800")).isInstanceOf(ExecutionFailedException.class);
    }

    @Test
    void namesBeyondAsciiAreFound() {
        python().exec("def größe(): return 'found'");
        assertThat(python().call("größe")).isEqualTo("found");
    }

    @Test
    void prepareMainBindsNamesBeyondAscii() {
        python().prepareMain(Map.of("größe", 1, "\ud800", 2));
        assertThat(valueOf(python(), "größe")).isEqualTo(1L);
        assertThat(valueOf(python(), "\ud800")).isEqualTo(2L);
    }

    @ParameterizedTest
    @MethodSource("exceptionTexts")
    void anExceptionWithOddTextArrives(List<Integer> points, String part) {
        python().exec("def fail(points): raise ValueError(text(points))");
        assertThatThrownBy(() -> python().call("fail", points))
                .isInstanceOfSatisfying(ExecutionFailedException.class, failed -> {
                    assertThat(failed.info().typeName()).isEqualTo("ValueError");
                    assertThat(failed.info().message()).contains(part);
                });
    }

    static Stream<org.junit.jupiter.params.provider.Arguments> exceptionTexts() {
        return Stream.of(
                org.junit.jupiter.params.provider.Arguments.of(List.of(0x61, 0x20AC, 0x1F600), "a€😀"),
                org.junit.jupiter.params.provider.Arguments.of(List.of(0x61, 0, 0x62), "a\0b"),
                org.junit.jupiter.params.provider.Arguments.of(List.of(0x61, 0xDC80, 0x62), "a"),
                org.junit.jupiter.params.provider.Arguments.of(List.of(0x61, 0xD83D, 0xDE00, 0x62), "a"));
    }

    private void assertCrossesBetweenInterpreters(Stream<List<Long>> texts) {
        try (var queue = interpreters().createQueue();
                var other = interpreters().create()) {
            python().prepareMain(Map.of("queue", queue));
            other.prepareMain(Map.of("queue", queue));
            assertThat(texts).allSatisfy(points -> {
                python().prepareMain(Map.of("expected", points));
                python().exec("queue.put(text(expected))");
                other.exec("got = [ord(char) for char in queue.get(timeout=30)]");
                assertThat(valueOf(other, "got")).isEqualTo(points);
            });
        }
    }

    private static List<Long> codePoints(String text) {
        return text.codePoints().asLongStream().boxed().toList();
    }

    private static String everyPlane() {
        StringBuilder text = new StringBuilder();
        IntStream.rangeClosed(0, 16).forEach(plane -> text.appendCodePoint(plane << 16 | 0x41));
        return text.appendCodePoint(Character.MAX_CODE_POINT).toString();
    }
}
