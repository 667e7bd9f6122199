package dev.clutch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No locale changes what a program is given or prints. */
class EncodingsTest extends ProcessTest {
    private static final String SHOW = "import os, sys; print(ascii(sys.argv), [os.fsencode(a) for a in sys.argv[1:]])";

    @ParameterizedTest
    @ValueSource(strings = {"C", "POSIX", "C.UTF-8", ""})
    void argumentsAreUtf8InAnyLocale(String locale) {
        set("LC_ALL", locale);
        set("LANG", locale);
        assertThat(same("-c", SHOW, "é€😀").out()).contains("\\xe9\\u20ac\\U0001f600");
        same("-X", "utf8=0", "-c", SHOW, "é€😀");
    }

    @Test
    @EnabledOnOs(OS.LINUX) // elsewhere file names must be Unicode, and arguments are too
    void argumentsNeedNotBeText() {
        assertThat(sameInShell("\"$@\" -c '" + SHOW + "' \"$(printf 'a\\377\\376b')\" ä")
                        .out())
                .contains("b'a\\xff\\xfeb'");
    }

    @Test
    void filesHaveNamesInAnyScript() {
        write("päth/prögräm.py", "import sys; print(sys.argv, __file__)");
        set("LC_ALL", "C");
        same("päth/prögräm.py", "ä");
    }

    @Test
    void theLocaleIsThatOfPython() {
        set("LC_ALL", "C.UTF-8");
        same("-c", "import locale; print(locale.setlocale(locale.LC_ALL), locale.localeconv())");
    }

    @Test
    void whatCannotBePrintedIsAnError() {
        set("PYTHONIOENCODING", "utf-8:strict");
        assertThat(same("-c", "print('\\udc80')").status()).isEqualTo(1);
        set("PYTHONIOENCODING", "ascii");
        assertThat(same("-c", "print('é')").status()).isEqualTo(1);
    }

    @Test
    void wordsThatAreNoTextKeepTheirBytes() {
        byte[] words = "plain\0é€😀\0\0x\u00ff\u00c3\u0000".getBytes(StandardCharsets.UTF_8);
        words[words.length - 3] = (byte) 0xFF;
        assertThat(ExactWords.split(words))
                .startsWith("plain", "é€😀", "")
                .hasSize(4)
                .last()
                .asString()
                .contains("\uDCFF");
    }
}
