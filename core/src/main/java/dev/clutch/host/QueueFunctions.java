package dev.clutch.host;

import dev.clutch.error.QueueException;
import dev.clutch.error.QueueException.Reason;
import dev.clutch.message.Message;
import dev.clutch.queue.MessageQueue;
import dev.clutch.queue.QueueStatistics;
import dev.clutch.queue.Queues;
import dev.clutch.queue.Timeout;
import dev.clutch.queue.Unbound;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The host functions of queues. */
public final class QueueFunctions {
    private final Queues queues;

    private QueueFunctions(Queues queues) {
        this.queues = queues;
    }

    /** Adds the functions that serve the given queues. */
    public static void add(HostFunctions table, Queues queues) {
        QueueFunctions on = new QueueFunctions(queues);
        table.add("queue_create", "(maxsize: int, unbound: int, pickles: bool = True) -> id", on::create)
                .add(
                        "queue_put",
                        "(id, object, timeout: seconds or None = None, unbound: int = 0, the queue's) -> None",
                        on::putNow,
                        on::put)
                .add("queue_put_nowait", "(id, object) -> None", on::putNow, call -> on.put(call, Timeout.NONE))
                .add("queue_get", "(id, timeout: seconds or None = None) -> object", on::getNow, on::get)
                .add(
                        "queue_get_nowait",
                        "(id) -> object",
                        on::getNow,
                        call -> on.queue(call).get(Timeout.NONE))
                .add(
                        "queue_put_many",
                        "(id, timeout: seconds or None, unbound: int, 0 for the queue's, *objects) -> how many were put",
                        on::putMany)
                .add("queue_get_many", "(id, timeout: seconds or None, most: int) -> [object, ...]", on::getMany)
                .add("queue_shutdown", "(id, immediately: bool) -> None", on::shutDown)
                .add("queue_statistics", "(id) -> tuple", on::statistics)
                .add("queue_incref", "(id) -> None", on::addReference)
                .add(
                        "queue_handle_sent",
                        "(id) -> None; somebody is going to receive it",
                        HostFunctions.quiet(on::handleSent))
                .add(
                        "queue_handle_received",
                        "(id) -> None; by now it is referred to here",
                        HostFunctions.quiet(on::handleReceived))
                .add("queue_decref", "(id) -> None; closes it when that was the last", on::dropReference)
                .add(
                        "queue_release",
                        "(id) -> None; as queue_decref, but for a reference that must be there",
                        on::release)
                .add("queue_close", "(id) -> None", on::close)
                .add("queue_size", "(id) -> int", call -> number(on.queue(call).size()))
                .add(
                        "queue_is_full",
                        "(id) -> bool",
                        call -> Message.Bool.of(on.queue(call).isFull()))
                .add(
                        "queue_maxsize",
                        "(id) -> int",
                        call -> number(on.queue(call).maxSize()))
                .add(
                        "queue_unbound",
                        "(id) -> int",
                        call -> number(on.queue(call).unbound().code()))
                .add(
                        "queue_pickles",
                        "(id) -> bool",
                        call -> Message.Bool.of(on.queue(call).pickles()))
                .add("queue_list", "() -> [id, ...]", on::list);
    }

    private Message create(HostCall call) {
        int maxSize = Math.clamp(call.integer(0), Integer.MIN_VALUE, Integer.MAX_VALUE);
        boolean pickles = !call.has(2) || call.flag(2);
        MessageQueue queue = queues.create(maxSize, Unbound.ofCode(call.integer(1)), pickles);
        queue.references().madeBy(call.interpreter());
        return number(queue.id());
    }

    private @Nullable Message putNow(HostCall call) {
        MessageQueue queue = queue(call);
        boolean done = queue.putNow(call.message(1), call.interpreter(), unbound(call, queue));
        return done ? Message.None.NONE : null;
    }

    private Message put(HostCall call) throws InterruptedException {
        return put(call, call.timeout(2));
    }

    private Message put(HostCall call, Timeout timeout) throws InterruptedException {
        MessageQueue queue = queue(call);
        queue.put(call.message(1), call.interpreter(), unbound(call, queue), timeout);
        return Message.None.NONE;
    }

    private static Unbound unbound(HostCall call, MessageQueue queue) {
        return unbound(call.has(3) ? call.integer(3) : 0, queue);
    }

    private static Unbound unbound(long code, MessageQueue queue) {
        return code == 0 ? queue.unbound() : Unbound.ofCode(code);
    }

    private @Nullable Message getNow(HostCall call) {
        return queue(call).getNow();
    }

    private Message get(HostCall call) throws InterruptedException {
        return queue(call).get(call.timeout(1));
    }

    private Message putMany(HostCall call) throws InterruptedException {
        MessageQueue queue = queue(call);
        List<Message> messages = call.rest(3);
        return number(queue.putMany(messages, call.interpreter(), unbound(call.integer(2), queue), call.timeout(1)));
    }

    private Message getMany(HostCall call) throws InterruptedException {
        long most = call.integer(2);
        if (most < 1) {
            throw new IllegalArgumentException("the number of items to get must be at least 1, not " + most);
        }
        List<Message> taken = queue(call).getMany(Math.clamp(most, 1, Integer.MAX_VALUE), call.timeout(1));
        return Message.Laden.with(taken, new Message.ListOf(taken));
    }

    private Message shutDown(HostCall call) {
        queue(call).shutDown(call.flag(1));
        return Message.None.NONE;
    }

    private Message statistics(HostCall call) {
        QueueStatistics now = queue(call).statistics();
        return Message.Tuple.of(
                number(now.size()),
                number(now.put()),
                number(now.got()),
                number(now.gettersWaiting()),
                number(now.puttersWaiting()),
                Message.Bool.of(now.shutDown()));
    }

    private Message addReference(HostCall call) {
        queue(call).references().add(call.interpreter());
        return Message.None.NONE;
    }

    private Message handleSent(HostCall call) {
        queue(call).references().handleSent(call.interpreter());
        return Message.None.NONE;
    }

    /** The queue may be closed meanwhile. */
    private Message handleReceived(HostCall call) {
        MessageQueue queue = queues.findOrNull(call.integer(0));
        if (queue != null) {
            queue.references().handleReceived();
        }
        return Message.None.NONE;
    }

    /** Called by finalizers, also of objects that stand for a queue which is closed. */
    private Message dropReference(HostCall call) {
        MessageQueue queue = queues.findOrNull(call.integer(0));
        if (queue != null) {
            queue.dropReference(call.interpreter());
        }
        return Message.None.NONE;
    }

    private Message release(HostCall call) {
        MessageQueue queue = queue(call);
        if (!queue.references().has(call.interpreter())) {
            throw new QueueException(Reason.NOT_BOUND, "queue " + queue.id() + " was never bound");
        }
        queue.dropReference(call.interpreter());
        return Message.None.NONE;
    }

    private Message close(HostCall call) {
        queue(call).close();
        return Message.None.NONE;
    }

    private Message list(HostCall call) {
        return new Message.ListOf(
                queues.list().stream().map(queue -> number(queue.id())).toList());
    }

    private MessageQueue queue(HostCall call) {
        return queues.find(call.integer(0));
    }

    private static Message number(long value) {
        return new Message.Int(value);
    }
}
