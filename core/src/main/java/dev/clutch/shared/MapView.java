package dev.clutch.shared;

import dev.clutch.message.Message;
import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentMap;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** A {@link SharedDict} by Java values; see {@link SharedDict#asMap}. */
final class MapView extends AbstractMap<Object, @Nullable Object> implements ConcurrentMap<Object, @Nullable Object> {
    private final SharedDict dict;
    private final Message.Handles handles;

    MapView(SharedDict dict, Message.Handles handles) {
        this.dict = dict;
        this.handles = handles;
    }

    private @Nullable Object java(@Nullable Message message) {
        return message == null ? null : message.toJava(handles);
    }

    /** A buffer is no key, so it is its holder's again before it is refused. */
    private static Message key(@Nullable Object key) {
        Message message = Message.of(key);
        message.cargo().settle();
        return message;
    }

    @Override
    public int size() {
        return dict.size();
    }

    @Override
    public boolean containsKey(@Nullable Object key) {
        return dict.has(key(key));
    }

    @Override
    public @Nullable Object get(@Nullable Object key) {
        return java(dict.get(key(key)));
    }

    @Override
    public @Nullable Object getOrDefault(@Nullable Object key, @Nullable Object otherwise) {
        Message known = dict.get(key(key));
        return known == null ? otherwise : java(known);
    }

    @Override
    public @Nullable Object put(Object key, @Nullable Object value) {
        return Uninterruptibly.send(value, message -> dict.put(key(key), message, this::java));
    }

    @Override
    public void putAll(Map<? extends Object, ? extends @Nullable Object> values) {
        List<Message.Entry> entries = new ArrayList<>(values.size());
        try {
            values.forEach((key, value) -> entries.add(new Message.Entry(key(key), Message.of(value))));
            Uninterruptibly.run(() -> {
                dict.putAll(entries);
                return null;
            });
        } finally {
            entries.forEach(entry -> entry.value().cargo().settle());
        }
    }

    @Override
    public @Nullable Object remove(@Nullable Object key) {
        return Uninterruptibly.run(() -> dict.remove(key(key), this::java));
    }

    @Override
    public void clear() {
        Uninterruptibly.run(() -> {
            dict.clear();
            return null;
        });
    }

    @Override
    public @Nullable Object putIfAbsent(Object key, @Nullable Object value) {
        return java(Uninterruptibly.send(value, message -> dict.putIfAbsent(key(key), message)));
    }

    @Override
    public boolean remove(@Nullable Object key, @Nullable Object value) {
        return Uninterruptibly.send(value, message -> dict.remove(key(key), message));
    }

    @Override
    public boolean replace(Object key, @Nullable Object expected, @Nullable Object value) {
        return Uninterruptibly.send(
                expected, old -> Uninterruptibly.send(value, put -> dict.replace(key(key), old, put)));
    }

    @Override
    public @Nullable Object replace(Object key, @Nullable Object value) {
        return Uninterruptibly.send(value, message -> dict.replace(key(key), message, this::java));
    }

    /** Atomic: the function runs once, and nobody else writes to the key meanwhile. */
    @Override
    public @Nullable Object compute(
            Object key, BiFunction<? super Object, ? super @Nullable Object, ? extends @Nullable Object> function) {
        return java(Uninterruptibly.run(() -> dict.alter(key(key), old -> {
            Object value = function.apply(key, java(old));
            return value == null ? null : Message.of(value);
        })));
    }

    @Override
    public Set<Entry<Object, @Nullable Object>> entrySet() {
        Set<Entry<Object, @Nullable Object>> entries = new LinkedHashSet<>();
        for (Message.Entry entry : dict.entries()) {
            entries.add(new SimpleImmutableEntry<>(java(entry.key()), java(entry.value())));
        }
        return Collections.unmodifiableSet(entries);
    }
}
