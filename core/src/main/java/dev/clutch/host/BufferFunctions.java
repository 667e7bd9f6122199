package dev.clutch.host;

import dev.clutch.buffer.Buffer;
import dev.clutch.buffer.Buffers;
import dev.clutch.buffer.Cargo;
import dev.clutch.buffer.Parcel;
import dev.clutch.message.Message;
import java.util.List;

/** The host functions of buffers. */
public final class BufferFunctions {
    private final Buffers buffers;

    private BufferFunctions(Buffers buffers) {
        this.buffers = buffers;
    }

    /** Adds the functions that serve the given buffers. */
    public static void add(HostFunctions table, Buffers buffers) {
        BufferFunctions on = new BufferFunctions(buffers);
        table.share(buffers)
                .add("buffer_create", "(size: int) -> Buffer", on::create)
                .add("buffer_freeze", "(id) -> None", on::freeze)
                .add("buffer_lend", "(id) -> Buffer, borrowed", on::lend)
                .add("buffer_end_lending", "(id) -> None", on::endLending)
                .add("buffer_release", "(id) -> None", on::release)
                .add(
                        "buffer_size",
                        "(id) -> int",
                        call -> number(on.buffer(call).size()))
                .add("buffer_info", "(id) -> (phase, exports: int)", on::info)
                .add("buffer_statistics", "() -> (blocks, bytes, holders)", on::statistics);
    }

    private Message create(HostCall call) {
        return parcel(buffers.create(call.integer(0), call.interpreter()));
    }

    /** The way back to the caller: it makes a new holder, and the one here is gone. */
    private static Message parcel(Buffer made) {
        Parcel parcel = made.pack();
        made.abandon();
        return Message.Laden.with(new Cargo(List.of(parcel)), new Message.BufferOf(parcel));
    }

    private Message freeze(HostCall call) {
        buffer(call).freeze();
        return Message.None.NONE;
    }

    private Message lend(HostCall call) {
        return parcel(buffer(call).lend());
    }

    private Message endLending(HostCall call) {
        buffer(call).endLending();
        return Message.None.NONE;
    }

    private Message release(HostCall call) {
        buffer(call).close();
        return Message.None.NONE;
    }

    private Message info(HostCall call) {
        Buffer buffer = buffer(call);
        return Message.Tuple.of(new Message.Str(buffer.phase()), number(buffer.exports()));
    }

    private Message statistics(HostCall call) {
        Buffers.Statistics now = buffers.statistics();
        return Message.Tuple.of(number(now.blocks()), number(now.bytes()), number(now.holders()));
    }

    private Buffer buffer(HostCall call) {
        return buffers.find(call.integer(0), call.interpreter());
    }

    private static Message number(long value) {
        return new Message.Int(value);
    }
}
