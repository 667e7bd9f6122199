package dev.clutch.host;

import dev.clutch.channel.Channel;
import dev.clutch.channel.ChannelInfo;
import dev.clutch.channel.ChannelInfo.Use;
import dev.clutch.channel.Channels;
import dev.clutch.channel.End;
import dev.clutch.channel.Item;
import dev.clutch.channel.Received;
import dev.clutch.message.Message;
import dev.clutch.queue.Timeout;
import dev.clutch.queue.Unbound;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** The host functions of channels. */
public final class ChannelFunctions {
    private final Channels channels;

    private ChannelFunctions(Channels channels) {
        this.channels = channels;
    }

    /** Adds the functions that serve the given channels. */
    public static void add(HostFunctions table, Channels channels) {
        ChannelFunctions on = new ChannelFunctions(channels);
        table.add("channel_create", "(unbound: int, pickles: bool) -> id", on::create)
                .add("channel_send", "(id, object, timeout, unbound: int) -> received: bool", on::send)
                .add("channel_send_nowait", "(id, object, unbound: int, 0 for the channel's) -> None", on::sendNowait)
                .add("channel_recv", "(id, timeout: seconds or None) -> (object, unbound or None)", on::receive)
                .add("channel_close", "(id, send: bool, recv: bool, force: bool) -> None", on::close)
                .add("channel_release", "(id, send: bool, recv: bool) -> None", on::release)
                .add("channel_destroy", "(id) -> None", on::destroy)
                .add("channel_incref", "(id) -> None", on::addReference)
                .add(
                        "channel_handle_sent",
                        "(id) -> None; somebody is going to receive it",
                        HostFunctions.quiet(on::handleSent))
                .add(
                        "channel_handle_received",
                        "(id) -> None; by now it is referred to here",
                        HostFunctions.quiet(on::handleReceived))
                .add("channel_decref", "(id) -> None; destroys it when that was the last", on::dropReference)
                .add(
                        "channel_count",
                        "(id) -> int",
                        call -> number(on.channel(call).count()))
                .add("channel_info", "(id) -> tuple in the order of ChannelInfo's fields", on::info)
                .add("channel_defaults", "(id) -> (unbound, pickles)", on::defaults)
                .add("channel_interpreters", "(id, send: bool) -> [interpreter id, ...]", on::interpreters)
                .add("channel_list", "() -> [id, ...]", on::list);
    }

    private Message create(HostCall call) {
        return number(channels.create(Unbound.ofCode(call.integer(0)), call.flag(1), call.interpreter())
                .id());
    }

    private Message send(HostCall call) throws InterruptedException {
        Timeout timeout = call.timeout(2);
        return Message.Bool.of(channel(call).send(item(call, 3), timeout));
    }

    private Message sendNowait(HostCall call) {
        channel(call).sendNowait(item(call, 2));
        return Message.None.NONE;
    }

    /** The item of a call whose policy is at the given index. */
    private Item item(HostCall call, int index) {
        long code = call.integer(index);
        Unbound unbound = code == 0 ? channel(call).unbound() : Unbound.ofCode(code);
        return new Item(call.message(1), call.interpreter(), unbound);
    }

    private Message receive(HostCall call) throws InterruptedException {
        return switch (channel(call).receive(call.interpreter(), call.timeout(1))) {
            case Received.Value(Message value) ->
                Message.Laden.with(value.cargo(), Message.Tuple.of(value, Message.None.NONE));
            case Received.Orphan(Unbound unbound) -> Message.Tuple.of(Message.None.NONE, number(unbound.code()));
        };
    }

    private Message close(HostCall call) {
        boolean onlySending = call.flag(1) && !call.flag(2);
        if (call.flag(3)) {
            channel(call).closeByForce();
        } else if (onlySending) {
            channel(call).closeSending();
        } else {
            channel(call).closeEmpty();
        }
        return Message.None.NONE;
    }

    private Message release(HostCall call) {
        Set<End> ends = EnumSet.noneOf(End.class);
        if (call.flag(1)) {
            ends.add(End.SEND);
        }
        if (call.flag(2)) {
            ends.add(End.RECEIVE);
        }
        channel(call).release(call.interpreter(), ends);
        return Message.None.NONE;
    }

    private Message destroy(HostCall call) {
        channels.destroy(call.integer(0));
        return Message.None.NONE;
    }

    private Message addReference(HostCall call) {
        channels.addReference(call.integer(0), call.interpreter());
        return Message.None.NONE;
    }

    private Message handleSent(HostCall call) {
        channels.handleSent(call.integer(0), call.interpreter());
        return Message.None.NONE;
    }

    private Message handleReceived(HostCall call) {
        channels.handleReceived(call.integer(0));
        return Message.None.NONE;
    }

    private Message dropReference(HostCall call) {
        channels.dropReference(call.integer(0), call.interpreter());
        return Message.None.NONE;
    }

    private Message info(HostCall call) {
        ChannelInfo info = channel(call).info(call.interpreter());
        ChannelInfo.Counts counts = info.counts();
        return Message.Tuple.of(
                Message.Bool.of(info.state() == ChannelInfo.State.OPEN),
                Message.Bool.of(info.state() == ChannelInfo.State.CLOSING),
                Message.Bool.of(info.state() == ChannelInfo.State.CLOSED),
                number(info.count()),
                number(counts.of(Use.HELD, Use.NEVER)),
                number(counts.of(Use.RELEASED, Use.NEVER)),
                number(counts.of(Use.NEVER, Use.HELD)),
                number(counts.of(Use.NEVER, Use.RELEASED)),
                number(counts.of(Use.HELD, Use.HELD)),
                number(counts.of(Use.RELEASED, Use.RELEASED)),
                number(counts.of(Use.RELEASED, Use.HELD)),
                number(counts.of(Use.HELD, Use.RELEASED)),
                Message.Bool.of(info.sending() == Use.HELD),
                Message.Bool.of(info.sending() == Use.RELEASED),
                Message.Bool.of(info.receiving() == Use.HELD),
                Message.Bool.of(info.receiving() == Use.RELEASED));
    }

    private Message defaults(HostCall call) {
        Channel channel = channel(call);
        return Message.Tuple.of(number(channel.unbound().code()), Message.Bool.of(channel.pickles()));
    }

    private Message interpreters(HostCall call) {
        return numbers(channel(call).interpreters(call.flag(1) ? End.SEND : End.RECEIVE));
    }

    private Message list(HostCall call) {
        return numbers(channels.list().stream().map(Channel::id).toList());
    }

    private Channel channel(HostCall call) {
        return channels.find(call.integer(0));
    }

    private static Message number(long value) {
        return new Message.Int(value);
    }

    private static Message numbers(List<Long> values) {
        return new Message.ListOf(values.stream().map(ChannelFunctions::number).toList());
    }
}
