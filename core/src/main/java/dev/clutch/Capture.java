package dev.clutch;

import dev.clutch.message.ByteString;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/** Text on its way from Python to Java, as UTF-8 in pieces that may end within a character. */
final class Capture {
    private final Consumer<String> reader;
    private final CharsetDecoder decoder = StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPLACE)
            .onUnmappableCharacter(CodingErrorAction.REPLACE);
    private final ReentrantLock lock = new ReentrantLock();
    private byte[] begun = {};

    Capture(Consumer<String> reader) {
        this.reader = reader;
    }

    /** Hands the text over; the order of pieces stays, whoever writes them. */
    void write(ByteString piece) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            String text = decode(piece.toByteArray());
            if (!text.isEmpty()) {
                reader.accept(text);
            }
        } finally {
            lock.unlock();
        }
    }

    private String decode(byte[] piece) {
        ByteBuffer bytes = ByteBuffer.allocate(begun.length + piece.length);
        bytes.put(begun).put(piece).flip();
        CharBuffer text = CharBuffer.allocate(bytes.remaining());
        decoder.reset().decode(bytes, text, false);
        begun = new byte[bytes.remaining()];
        bytes.get(begun);
        return text.flip().toString();
    }
}
