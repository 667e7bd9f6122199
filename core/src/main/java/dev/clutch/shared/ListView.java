package dev.clutch.shared;

import dev.clutch.error.SharedException;
import dev.clutch.message.Message;
import java.util.AbstractList;
import org.jspecify.annotations.Nullable;

/** A {@link SharedList} by Java values; see {@link SharedList#asList}. */
final class ListView extends AbstractList<@Nullable Object> {
    private final SharedList list;
    private final Message.Handles handles;

    ListView(SharedList list, Message.Handles handles) {
        this.list = list;
        this.handles = handles;
    }

    @Override
    public int size() {
        return list.size();
    }

    @Override
    public @Nullable Object get(int index) {
        return access(index, () -> java(list.get(index)));
    }

    @Override
    public @Nullable Object set(int index, @Nullable Object value) {
        return access(index, () -> Uninterruptibly.send(value, message -> list.set(index, message, this::java)));
    }

    @Override
    public @Nullable Object remove(int index) {
        return access(index, () -> list.remove(index, this::java));
    }

    @Override
    public void add(int index, @Nullable Object value) {
        requireNotNegative(index);
        Uninterruptibly.send(value, message -> {
            list.insert(index, message);
            return null;
        });
    }

    @Override
    public boolean add(@Nullable Object value) {
        Uninterruptibly.send(value, message -> {
            list.add(message);
            return null;
        });
        return true;
    }

    @Override
    public void clear() {
        Uninterruptibly.run(() -> {
            list.clear();
            return null;
        });
    }

    @Override
    @SuppressWarnings("NullAway") // Python's None is null in a Java list; JDK annotations have no say in it
    public Object[] toArray() {
        return list.elements().stream().map(element -> element.toJava(handles)).toArray();
    }

    private @Nullable Object java(Message element) {
        return element.toJava(handles);
    }

    private static @Nullable Object access(int index, Uninterruptibly.Wait<@Nullable Object> access) {
        requireNotNegative(index);
        try {
            return Uninterruptibly.run(access);
        } catch (SharedException e) {
            throw e.reason() == SharedException.Reason.OUT_OF_RANGE ? new IndexOutOfBoundsException(index) : e;
        }
    }

    private static void requireNotNegative(int index) {
        if (index < 0) {
            throw new IndexOutOfBoundsException(index);
        }
    }
}
