package dev.clutch.host;

import dev.clutch.config.Access;
import dev.clutch.config.Restrictions;
import dev.clutch.message.Message;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * Restrictions as Python knows them: {@code (access, recursion_limit, memory_budget)}, each None if there is no
 * such restriction; access is {@code ([readable, ...], [writable, ...], network, processes)}.
 */
public final class RestrictionMessages {
    private RestrictionMessages() {}

    /** What Python's {@code set_up} takes; None if there are no restrictions. */
    public static Message of(Restrictions restrictions) {
        if (restrictions.equals(Restrictions.none())) {
            return Message.None.NONE;
        }
        OptionalInt recursion = restrictions.recursionLimit();
        OptionalLong memory = restrictions.memoryBudget();
        return Message.Tuple.of(
                restrictions.access().map(RestrictionMessages::of).orElse(Message.None.NONE),
                recursion.isPresent() ? new Message.Int(recursion.getAsInt()) : Message.None.NONE,
                memory.isPresent() ? new Message.Int(memory.getAsLong()) : Message.None.NONE);
    }

    private static Message of(Access access) {
        return Message.Tuple.of(
                paths(access.readable()),
                paths(access.writable()),
                Message.Bool.of(access.network()),
                Message.Bool.of(access.processes()));
    }

    private static Message paths(List<Path> paths) {
        return new Message.ListOf(
                paths.stream().map(path -> Message.of(path.toString())).toList());
    }

    /** The restrictions that an argument of a call stands for; none if it is missing. */
    public static Restrictions argument(HostCall call, int index) {
        if (!call.has(index) || call.message(index) == Message.None.NONE) {
            return Restrictions.none();
        }
        List<Message> fields = call.tuple(index).elements();
        OptionalLong recursion = number(fields.get(1));
        return new Restrictions(
                fields.getFirst() instanceof Message.Tuple(var access) ? Optional.of(access(access)) : Optional.empty(),
                recursion.isPresent() ? OptionalInt.of((int) recursion.getAsLong()) : OptionalInt.empty(),
                number(fields.get(2)));
    }

    private static OptionalLong number(Message message) {
        return message instanceof Message.Int(long value) ? OptionalLong.of(value) : OptionalLong.empty();
    }

    private static Access access(List<Message> fields) {
        return new Access(paths(fields.get(0)), paths(fields.get(1)), isTrue(fields.get(2)), isTrue(fields.get(3)));
    }

    private static boolean isTrue(Message message) {
        return message instanceof Message.Bool(boolean value) && value;
    }

    private static List<Path> paths(Message message) {
        return ((Message.ListOf) message)
                .elements().stream()
                        .map(path -> Path.of(((Message.Str) path).value()))
                        .toList();
    }
}
