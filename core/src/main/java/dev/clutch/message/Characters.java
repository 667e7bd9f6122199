package dev.clutch.message;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.stream.IntStream;

/** The characters of a large {@code str} as Python keeps them, each in 1, 2 or 4 bytes of the machine's order, to a message. */
final class Characters {
    private static final boolean LITTLE = ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN;
    private static final Charset TWO = LITTLE ? StandardCharsets.UTF_16LE : StandardCharsets.UTF_16BE;
    private static final Charset FOUR = LITTLE ? StandardCharsets.UTF_32LE : StandardCharsets.UTF_32BE;

    private Characters() {}

    static Message message(byte[] bytes, int width) {
        if (width == 1) {
            return new Message.Str(new String(bytes, StandardCharsets.ISO_8859_1));
        }
        // Python has no pairs of surrogates: each stands for itself.
        boolean surrogates = points(bytes, width)
                .anyMatch(point -> point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE);
        return surrogates
                ? new Message.Surrogates(surrogates(bytes, width))
                : new Message.Str(new String(bytes, width == 2 ? TWO : FOUR));
    }

    private static IntStream points(byte[] bytes, int width) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder());
        return IntStream.range(0, bytes.length / width)
                .map(i -> width == 2 ? buffer.getChar(i * 2) : buffer.getInt(i * 4));
    }

    private static ByteString surrogates(byte[] bytes, int width) {
        var out = new ByteArrayOutputStream(bytes.length);
        points(bytes, width).forEach(point -> SurrogateCodec.encode(point, out));
        return ByteString.wrap(out.toByteArray());
    }
}
