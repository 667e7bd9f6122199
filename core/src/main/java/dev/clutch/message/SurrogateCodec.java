package dev.clutch.message;

import dev.clutch.error.NotShareableException;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * UTF-8 that also carries lone surrogates (Python's {@code surrogatepass}), which Java's own charset
 * would replace by a question mark.
 */
final class SurrogateCodec {
    private SurrogateCodec() {}

    static boolean hasLoneSurrogate(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                if (i + 1 == text.length() || !Character.isSurrogatePair(text.charAt(i), text.charAt(i + 1))) {
                    return true;
                }
                i++;
            }
        }
        return false;
    }

    static ByteString encode(String text) {
        var out = new ByteArrayOutputStream(text.length() + 8);
        text.codePoints().forEach(point -> encode(point, out));
        return ByteString.wrap(out.toByteArray());
    }

    static void encode(int point, ByteArrayOutputStream out) {
        if (point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE) {
            out.write(0xE0 | (point >> 12));
            out.write(0x80 | ((point >> 6) & 0x3F));
            out.write(0x80 | (point & 0x3F));
        } else {
            out.writeBytes(Character.toString(point).getBytes(StandardCharsets.UTF_8));
        }
    }

    /** Refuses what UTF-16 would turn into another string. */
    static String decode(ByteString utf8) {
        ByteBuffer in = utf8.asReadOnlyBuffer();
        StringBuilder out = new StringBuilder(in.remaining());
        while (in.hasRemaining()) {
            int point = codePoint(in);
            boolean low = point >= Character.MIN_LOW_SURROGATE && point <= Character.MAX_LOW_SURROGATE;
            if (low && !out.isEmpty() && Character.isHighSurrogate(out.charAt(out.length() - 1))) {
                throw new NotShareableException("a str with two lone surrogates in a row cannot be a Java String:"
                        + " they would become one character");
            }
            out.appendCodePoint(point);
        }
        return out.toString();
    }

    private static int codePoint(ByteBuffer in) {
        int first = in.get() & 0xFF;
        if (first < 0x80) {
            return first;
        }
        int following = first >= 0xF0 ? 3 : first >= 0xE0 ? 2 : 1;
        int point = first & (0x3F >> following);
        for (int i = 0; i < following; i++) {
            point = (point << 6) | (in.get() & 0x3F);
        }
        return point;
    }
}
