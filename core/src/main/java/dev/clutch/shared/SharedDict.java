package dev.clutch.shared;

import dev.clutch.error.SharedException;
import dev.clutch.error.SharedException.Reason;
import dev.clutch.message.Message;
import dev.clutch.message.ReducedKinds;
import dev.clutch.shared.Alterations.Alteration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A dict of messages that all interpreters and Java code share: {@code clutch.SharedDict} in Python. Keys are
 * plain values, which are equal when they are in Python: {@code 1 == 1.0 == True}. Keeps the order in which
 * keys were added.
 *
 * <p>Safe for use by many threads, virtual ones included. Any number read at the same time, and wait for
 * writers only for the moment of a change; see {@link Gate}. Java code that wants plain values uses {@link
 * #asMap}.
 */
public final class SharedDict extends Shared {
    private static final AtomicLong LAST_TOKEN = new AtomicLong();

    /** An entry, in a ring around {@link #ring} that keeps the order. */
    private static final class Slot {
        final Message key;
        volatile Message value;
        Slot before = this;
        Slot after = this;

        Slot(Message key, Message value) {
            this.key = key;
            this.value = value;
        }

        Slot linkBefore(Slot next) {
            before = next.before;
            after = next;
            before.after = this;
            next.before = this;
            return this;
        }

        void unlink() {
            before.after = after;
            after.before = before;
        }

        Message.Entry entry() {
            return new Message.Entry(key, value);
        }
    }

    private final ConcurrentHashMap<Message, Slot> slots = new ConcurrentHashMap<>();
    private final Slot ring = new Slot(Message.None.NONE, Message.None.NONE);
    private final Gate gate;

    SharedDict(SharedObjects owner) {
        super(owner, ReducedKinds.SHARED_DICT);
        gate = new Gate(owner.alterations(), this::gone);
    }

    /** The value of a key, or null. */
    public @Nullable Message get(Message key) {
        Message form = Equality.key(key);
        Message seen = gate.read(() -> valueOf(slots.get(form)));
        return seen instanceof Message.Laden ? gate.readLocked(() -> copyOf(valueOf(slots.get(form)))) : seen;
    }

    /** A reader's own, since the buffers in this one go when it is taken out. */
    private static @Nullable Message copyOf(@Nullable Message value) {
        return value == null ? null : value.copy();
    }

    /** Whether the key is there. */
    public boolean has(Message key) {
        Message form = Equality.key(key);
        return gate.read(() -> slots.containsKey(form));
    }

    /** The value of a key, or {@code missing}; null if that cannot be told without a wait. */
    public @Nullable Message getNow(Message key, Message missing) {
        Message form = Equality.key(key);
        Message seen = gate.readNow(() -> Objects.requireNonNullElse(valueOf(slots.get(form)), missing));
        return seen instanceof Message.Laden ? null : seen;
    }

    private static @Nullable Message valueOf(@Nullable Slot slot) {
        return slot == null ? null : slot.value;
    }

    /** How many keys it has. */
    public int size() {
        return gate.read(slots::size);
    }

    /** All keys at one moment, in their order. */
    public List<Message> keys() {
        return gate.readLocked(() -> all(slot -> slot.key));
    }

    /** All entries at one moment, in their order. */
    public List<Message.Entry> entries() {
        return gate.readLocked(() -> {
            List<Message> values = Message.copies(all(slot -> slot.value));
            Iterator<Message> value = values.iterator();
            return all(slot -> new Message.Entry(slot.key, value.next()));
        });
    }

    private <T> List<T> all(Function<Slot, T> part) {
        List<T> all = new ArrayList<>(slots.size());
        for (Slot slot = ring.after; slot != ring; slot = slot.after) {
            all.add(part.apply(slot));
        }
        return all;
    }

    /** Sets the value of a key. Returns the one before, or null. */
    public @Nullable Message put(Message key, Message value) throws InterruptedException {
        return put(key, value, Message::copy);
    }

    /**
     * Sets the value of a key.
     *
     * @param use makes the result from the old value, as long as what that names is there for sure
     * @return null if there was no value
     */
    public <T extends @Nullable Object> @Nullable T put(Message key, Message value, Function<Message, T> use)
            throws InterruptedException {
        Message form = Equality.key(key);
        return gate.write(form, () -> set(form, key, value, use));
    }

    /** As {@link #put}, if that needs no wait at all, not even for a moment. Returns whether it did. */
    public boolean putNow(Message key, Message value) {
        Message form = Equality.key(key);
        return gate.writeNow(form, () -> set(form, key, value));
    }

    /** Sets the values of several keys in one step. */
    public void putAll(List<Message.Entry> entries) throws InterruptedException {
        List<Message> forms =
                entries.stream().map(entry -> Equality.key(entry.key())).toList();
        gate.write(null, () -> {
            List<Message> values =
                    Message.copies(entries.stream().map(Message.Entry::value).toList());
            for (int i = 0; i < forms.size(); i++) {
                hold(forms.get(i), entries.get(i).key(), values.get(i), old -> true);
            }
            return null;
        });
    }

    private void set(Message form, Message key, Message value) {
        set(form, key, value, old -> true);
    }

    private <T extends @Nullable Object> @Nullable T set(
            Message form, Message key, Message value, Function<Message, T> use) {
        return hold(form, key, value.copy(), use);
    }

    private <T extends @Nullable Object> @Nullable T hold(
            Message form, Message key, Message value, Function<Message, T> use) {
        owner().hold(this, value);
        Slot known = slots.get(form);
        if (known == null) {
            slots.put(form, new Slot(key.plain(), value).linkBefore(ring));
            return null;
        }
        Message old = known.value;
        known.value = value;
        T used = use.apply(old);
        owner().letGo(this, old);
        return used;
    }

    /** Sets the value of a key that is not there. Returns the one that is, or null. */
    public @Nullable Message putIfAbsent(Message key, Message value) throws InterruptedException {
        Message form = Equality.key(key);
        return gate.write(form, () -> {
            Message known = valueOf(slots.get(form));
            return known != null ? known.copy() : set(form, key, value, Message::copy);
        });
    }

    /** Takes a key out. Returns its value, or null if it was not there. */
    public @Nullable Message remove(Message key) throws InterruptedException {
        return remove(key, Message::copy);
    }

    /**
     * Takes a key out.
     *
     * @param use makes the result from the value, as long as what that names is there for sure
     * @return null if the key was not there
     */
    public <T extends @Nullable Object> @Nullable T remove(Message key, Function<Message, T> use)
            throws InterruptedException {
        Message form = Equality.key(key);
        return gate.write(form, () -> unset(form, use));
    }

    /** Takes a key out if it has that value. Returns whether it had. */
    public boolean remove(Message key, Message value) throws InterruptedException {
        Message form = Equality.key(key);
        return gate.write(form, () -> isValue(form, value) && unset(form));
    }

    private boolean unset(Message form) {
        return unset(form, value -> true) != null;
    }

    private <T extends @Nullable Object> @Nullable T unset(Message form, Function<Message, T> use) {
        Slot slot = slots.remove(form);
        if (slot == null) {
            return null;
        }
        slot.unlink();
        T used = use.apply(slot.value);
        owner().letGo(this, slot.value);
        return used;
    }

    private boolean isValue(Message form, Message value) {
        Message known = valueOf(slots.get(form));
        return known != null && Equality.areEqual(known, value);
    }

    /** Takes out the entry that was added last, or returns null; {@code use} is as in {@link #remove}. */
    public <T extends @Nullable Object> @Nullable T removeLast(Function<Message.Entry, T> use)
            throws InterruptedException {
        return gate.write(null, () -> {
            Slot last = ring.before;
            return last == ring ? null : unset(Equality.key(last.key), value -> use.apply(last.entry()));
        });
    }

    /**
     * Sets the value of a key if it has the expected one: equal as in Python if they are plain, else if they
     * cross as the same bytes. Returns whether it had.
     */
    public boolean replace(Message key, Message expected, Message value) throws InterruptedException {
        Message form = Equality.key(key);
        return gate.write(form, () -> {
            boolean had = isValue(form, expected);
            if (had) {
                set(form, key, value);
            }
            return had;
        });
    }

    /** Sets the value of a key that is there, or returns null; {@code use} is as in {@link #put}. */
    public <T extends @Nullable Object> @Nullable T replace(Message key, Message value, Function<Message, T> use)
            throws InterruptedException {
        Message form = Equality.key(key);
        return gate.write(form, () -> slots.containsKey(form) ? set(form, key, value, use) : null);
    }

    /** Takes all keys out. */
    public void clear() throws InterruptedException {
        gate.write(null, () -> {
            for (Slot last = ring.before; last != ring; last = ring.before) {
                unset(Equality.key(last.key));
            }
            return null;
        });
    }

    /**
     * Begins to alter a key: until {@link #commit} or {@link #abort} nobody else writes to it, and the calling
     * thread writes to nothing.
     *
     * @param token names the alteration, for the calling thread
     * @return the present value, or null
     * @throws SharedException with {@link Reason#DEADLOCK} if the thread alters something already
     */
    public @Nullable Message begin(Owner who, long token, Message key) throws InterruptedException {
        gate.begin(new Alteration(who, token, gate, Equality.key(key)));
        return get(key);
    }

    /** Sets the value, or takes the key out if it is null, and ends what {@link #begin} began. */
    public void commit(long token, Message key, @Nullable Message value) {
        Alteration alteration = owner().alterations().current(token);
        if (alteration == null) {
            throw new SharedException(Reason.NOT_HELD, "the calling thread does not alter " + this);
        }
        Message form = Equality.key(key);
        gate.finish(alteration, () -> {
            if (value == null) {
                unset(form);
            } else {
                set(form, key, value);
            }
        });
    }

    /** Ends what {@link #begin} began, and leaves the value as it was. Harmless if there is nothing to end. */
    public void abort(long token) {
        Alteration alteration = owner().alterations().current(token);
        if (alteration != null) {
            gate.finish(alteration, () -> {});
        }
    }

    /**
     * Replaces the value of a key by what a function makes of it, while nobody else writes to that key. Others
     * read the old value meanwhile. When the function throws, nothing is changed.
     *
     * @param function from the old value, or null, to the new one, or null to take the key out; must not write
     *     to a shared dict or list
     * @return the new value
     */
    public @Nullable Message alter(Message key, UnaryOperator<@Nullable Message> function) throws InterruptedException {
        long token = LAST_TOKEN.decrementAndGet();
        Message old = begin(Owner.java(), token, key);
        Message value = null;
        try {
            value = function.apply(old);
            commit(token, key, value);
            return copyOf(value);
        } finally {
            abort(token);
            done(value);
            done(old);
        }
    }

    private static void done(@Nullable Message message) {
        if (message != null) {
            message.cargo().discard();
        }
    }

    /**
     * A view of this dict by Java values, as {@link Message#toJava} and {@link Message#of} convert them. Python's
     * {@code None} is null in it. Its iterators see all entries at one moment and do not write. Interrupts do
     * not end its waits, which are as long as a key is being altered.
     */
    public ConcurrentMap<Object, @Nullable Object> asMap() {
        return new MapView(this, owner().handles());
    }

    /** {@code size}, {@code writes}, {@code altered} (keys being altered), {@code waiters} (writers that wait). */
    @Override
    public Map<String, @Nullable Object> statistics() {
        return gate.statistics(size());
    }

    @Override
    protected void interpreterEnded(long interpreter) {
        // What it altered is given free by Alterations; what it had put stays.
    }

    @Override
    protected void shut() {
        gate.shut();
        gate.readLocked(() -> all(slot -> slot.value)).forEach(value -> owner().letGo(this, value));
    }
}
