package dev.clutch.cli;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The words of the command line with all their bytes: as UTF-8, and as Python does, with a lone
 * surrogate for a byte that is not ({@code surrogateescape}).
 *
 * <p>Java decodes them as the locale says and loses what that cannot tell, in the C locale all but
 * ASCII. Linux gives them out once more.
 */
final class ExactWords {
    private static final Path COMMAND_LINE = Path.of("/proc/self/cmdline");
    private static final char ESCAPE = '\uDC00';

    private ExactWords() {}

    /** The words that Java has decoded, anew if it may have lost something. */
    static String[] of(String[] decoded) {
        if (isAscii(decoded)) {
            return decoded;
        }
        try {
            List<String> all = split(Files.readAllBytes(COMMAND_LINE));
            return all.subList(all.size() - decoded.length, all.size()).toArray(String[]::new);
        } catch (IOException | IndexOutOfBoundsException e) {
            return decoded; // not Linux
        }
    }

    private static boolean isAscii(String[] words) {
        for (String word : words) {
            for (int i = 0; i < word.length(); i++) {
                if (word.charAt(i) >= 0x80) {
                    return false;
                }
            }
        }
        return true;
    }

    /** The strings, each of which ends with a zero byte. */
    static List<String> split(byte[] strings) {
        List<String> words = new ArrayList<>();
        int start = 0;
        for (int end = 0; end < strings.length; end++) {
            if (strings[end] == 0) {
                words.add(decode(ByteBuffer.wrap(strings, start, end - start)));
                start = end + 1;
            }
        }
        return words;
    }

    private static String decode(ByteBuffer in) {
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        CharBuffer out = CharBuffer.allocate(in.remaining());
        CoderResult result = decoder.decode(in, out, true);
        while (result.isError()) {
            for (int i = 0; i < result.length(); i++) {
                out.put((char) (ESCAPE + (in.get() & 0xFF)));
            }
            result = decoder.decode(in, out, true);
        }
        return out.flip().toString();
    }
}
