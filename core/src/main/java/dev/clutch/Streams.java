package dev.clutch;

import dev.clutch.host.HostCall;
import dev.clutch.host.HostFunctions;
import dev.clutch.message.Message;
import org.jspecify.annotations.Nullable;

/** Where one interpreter's output goes: the Java side of {@code clutch._streams}. */
final class Streams {
    private static final String MODULE = "clutch._streams:";

    private final Interpreter interpreter;
    private volatile @Nullable Capture stdout;
    private volatile @Nullable Capture stderr;

    /** A stream; its name is that of an attribute of Python's {@code sys}. */
    enum Stream {
        stdout,
        stderr
    }

    Streams(Interpreter interpreter) {
        this.interpreter = interpreter;
    }

    static void addTo(HostFunctions table, Registry registry) {
        table.add(
                "output_write",
                "('stdout' or 'stderr', bytes) -> bool, whether somebody reads it",
                call -> registry.find(call.interpreter()).streams().write(call));
    }

    /** What was written before goes where it was to go. */
    synchronized void redirect(Stream stream, Output output) {
        switch (output) {
            case Output.Inherited inherited -> inherit(stream);
            case Output.Captured(var reader) -> capture(stream, new Capture(reader));
        }
    }

    /** Has both be the process's own again. */
    void inherit() {
        for (Stream stream : Stream.values()) {
            if (capture(stream) != null) {
                redirect(stream, Output.INHERITED);
            }
        }
    }

    private void inherit(Stream stream) {
        try {
            interpreter.ownCode().call(MODULE + "inherit", stream.name());
        } finally {
            set(stream, null);
        }
    }

    private void capture(Stream stream, Capture capture) {
        try {
            interpreter.ownCode().call(MODULE + "flush", stream.name());
        } finally {
            set(stream, capture);
            interpreter.ownCode().call(MODULE + "capture", stream.name());
        }
    }

    private void set(Stream stream, @Nullable Capture capture) {
        switch (stream) {
            case stdout -> stdout = capture;
            case stderr -> stderr = capture;
        }
    }

    private @Nullable Capture capture(Stream stream) {
        return switch (stream) {
            case stdout -> stdout;
            case stderr -> stderr;
        };
    }

    private Message write(HostCall call) throws InterruptedException {
        Capture capture = switch (Stream.valueOf(call.text(0))) {
            case stdout -> stdout;
            case stderr -> stderr;
        };
        if (capture != null) {
            capture.write(call.bytes(1));
        }
        return Message.Bool.of(capture != null);
    }
}
