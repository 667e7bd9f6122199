package dev.clutch.shared;

import dev.clutch.message.Message;
import java.util.AbstractMap;
import java.util.Collections;
import java.util.LinkedHashSet;
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

    @Override
    public int size() {
        return dict.size();
    }

    @Override
    public boolean containsKey(@Nullable Object key) {
        return dict.get(Message.of(key)) != null;
    }

    @Override
    public @Nullable Object get(@Nullable Object key) {
        return java(dict.get(Message.of(key)));
    }

    @Override
    public @Nullable Object getOrDefault(@Nullable Object key, @Nullable Object otherwise) {
        Message known = dict.get(Message.of(key));
        return known == null ? otherwise : java(known);
    }

    @Override
    public @Nullable Object put(Object key, @Nullable Object value) {
        return Uninterruptibly.run(() -> dict.put(Message.of(key), Message.of(value), this::java));
    }

    @Override
    public void putAll(Map<? extends Object, ? extends @Nullable Object> values) {
        Message.Dict entries = (Message.Dict) Message.of(values);
        Uninterruptibly.run(() -> {
            dict.putAll(entries.entries());
            return null;
        });
    }

    @Override
    public @Nullable Object remove(@Nullable Object key) {
        return Uninterruptibly.run(() -> dict.remove(Message.of(key), this::java));
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
        return java(Uninterruptibly.run(() -> dict.putIfAbsent(Message.of(key), Message.of(value))));
    }

    @Override
    public boolean remove(@Nullable Object key, @Nullable Object value) {
        return Uninterruptibly.run(() -> dict.remove(Message.of(key), Message.of(value)));
    }

    @Override
    public boolean replace(Object key, @Nullable Object expected, @Nullable Object value) {
        return Uninterruptibly.run(() -> dict.replace(Message.of(key), Message.of(expected), Message.of(value)));
    }

    @Override
    public @Nullable Object replace(Object key, @Nullable Object value) {
        Message name = Message.of(key);
        Message put = Message.of(value);
        return Uninterruptibly.run(() -> dict.replace(name, put, this::java));
    }

    /** Atomic: the function runs once, and nobody else writes to the key meanwhile. */
    @Override
    public @Nullable Object compute(
            Object key, BiFunction<? super Object, ? super @Nullable Object, ? extends @Nullable Object> function) {
        return java(Uninterruptibly.run(() -> dict.alter(Message.of(key), old -> {
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
