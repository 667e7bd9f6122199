package dev.clutch.shared;

import dev.clutch.error.SharedException;
import dev.clutch.error.SharedException.Reason;
import dev.clutch.message.Message;
import dev.clutch.message.ReducedKinds;
import dev.clutch.shared.Alterations.Alteration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A list of messages that all interpreters and Java code share: {@code clutch.SharedList} in Python. Indices
 * are Python's: negative ones count from the end.
 *
 * <p>Safe for use by many threads, virtual ones included; who waits for whom is told at {@link Gate}. While an
 * element is being altered, nobody else writes to the list, so that it stays at its index. Java code that
 * wants plain values uses {@link #asList}.
 */
public final class SharedList extends Shared {
    /** The one entry that the gate of a list knows. */
    private static final Object ALL = "all";

    private volatile Message[] items = new Message[8];
    private volatile int size;
    private final Gate gate;

    SharedList(SharedObjects owner) {
        super(owner, ReducedKinds.SHARED_LIST);
        gate = new Gate(owner.alterations(), this::gone);
    }

    /** How many elements it has. */
    public int size() {
        return gate.read(() -> size);
    }

    /**
     * The element at that index.
     *
     * @throws SharedException with {@link Reason#OUT_OF_RANGE} if there is none
     */
    public Message get(long index) {
        Message seen = gate.read(() -> look(index));
        Message found = seen instanceof Message.Laden ? gate.readLocked(() -> copyOf(look(index))) : seen;
        if (found == null) {
            throw outOfRange(index);
        }
        return found;
    }

    /** A reader's own, since the buffers in this one go when it is taken out. */
    private static @Nullable Message copyOf(@Nullable Message element) {
        return element == null ? null : element.copy();
    }

    /** As {@link #get}, but null if there is none, or if that cannot be told without a wait. */
    public @Nullable Message getNow(long index) {
        Message seen = gate.readNow(() -> look(index));
        return seen instanceof Message.Laden ? null : seen;
    }

    /** Bears being called while somebody writes: array and size may not belong together then. */
    private @Nullable Message look(long index) {
        Message[] seen = items;
        int count = Math.min(size, seen.length);
        long place = index < 0 ? index + count : index;
        return place < 0 || place >= count ? null : seen[(int) place];
    }

    private SharedException outOfRange(long index) {
        return new SharedException(Reason.OUT_OF_RANGE, "index " + index + " is out of the range of " + this);
    }

    /** All elements at one moment. */
    public List<Message> elements() {
        return gate.readLocked(() -> Message.copies(held()));
    }

    private List<Message> held() {
        return Collections.unmodifiableList(Arrays.asList(Arrays.copyOf(items, size)));
    }

    /** The elements of a slice at one moment; null stands for what the slice leaves out. */
    public List<Message> slice(@Nullable Long start, @Nullable Long stop, @Nullable Long step) {
        return gate.readLocked(() -> {
            Slice slice = Slice.of(start, stop, step, size);
            List<Message> elements = new ArrayList<>();
            for (long at = slice.first(); slice.includes(at); at += slice.step()) {
                elements.add(items[(int) at]);
            }
            return Message.copies(elements);
        });
    }

    /** Adds an element at the end. */
    public void add(Message value) throws InterruptedException {
        addAll(List.of(value));
    }

    /** As {@link #add}, if that needs no wait at all, not even for a moment. Returns whether it did. */
    public boolean addNow(Message value) {
        return gate.writeNow(ALL, () -> splice(size, size, List.of(value)));
    }

    /** Adds elements at the end, in one step. */
    public void addAll(List<Message> values) throws InterruptedException {
        write(() -> splice(size, size, values));
    }

    /** Adds an element before the one at that index; an index beyond an end is that end. */
    public void insert(long index, Message value) throws InterruptedException {
        write(() -> {
            int place = Math.clamp(index < 0 ? index + size : index, 0, size);
            splice(place, place, List.of(value));
        });
    }

    /**
     * Sets an element.
     *
     * @throws SharedException with {@link Reason#OUT_OF_RANGE} if there is none at that index
     */
    public Message set(long index, Message value) throws InterruptedException {
        return set(index, value, Message::copy);
    }

    /** As the other one; makes the result from the old value, as long as what that names is there for sure. */
    public <T extends @Nullable Object> T set(long index, Message value, Function<Message, T> use)
            throws InterruptedException {
        return gate.write(ALL, () -> exchange(place(index), value, use));
    }

    /** Sets an element if it is equal to the expected one, as {@link SharedDict#replace} says. */
    public boolean replace(long index, Message expected, Message value) throws InterruptedException {
        return gate.write(ALL, () -> {
            int place = place(index);
            boolean had = Equality.areEqual(items[place], expected);
            if (had) {
                exchange(place, value, old -> true);
            }
            return had;
        });
    }

    /**
     * Takes an element out and returns it.
     *
     * @throws SharedException with {@link Reason#OUT_OF_RANGE} if there is none at that index
     */
    public Message remove(long index) throws InterruptedException {
        return remove(index, Message::copy);
    }

    /** As the other one; makes the result from the value, as long as what that names is there for sure. */
    public <T extends @Nullable Object> T remove(long index, Function<Message, T> use) throws InterruptedException {
        return gate.write(ALL, () -> {
            int place = place(index);
            T used = use.apply(items[place]);
            splice(place, place + 1, List.of());
            return used;
        });
    }

    /** Replaces the elements of a slice; null stands for what the slice leaves out. */
    public void replace(@Nullable Long start, @Nullable Long stop, List<Message> values) throws InterruptedException {
        write(() -> {
            Slice slice = Slice.of(start, stop, 1L, size);
            int first = (int) slice.first();
            splice(first, (int) Math.max(first, slice.end()), values);
        });
    }

    /** Takes all elements out. */
    public void clear() throws InterruptedException {
        write(() -> splice(0, size, List.of()));
    }

    private void write(Runnable change) throws InterruptedException {
        gate.write(ALL, () -> {
            change.run();
            return null;
        });
    }

    private int place(long index) {
        long place = index < 0 ? index + size : index;
        if (place < 0 || place >= size) {
            throw outOfRange(index);
        }
        return (int) place;
    }

    private <T extends @Nullable Object> T exchange(int place, Message value, Function<Message, T> use) {
        Message stored = value.copy();
        owner().hold(this, stored);
        Message old = items[place];
        items[place] = stored;
        T used = use.apply(old);
        owner().letGo(this, old);
        return used;
    }

    /** Replaces the elements from {@code first} to before {@code end}. */
    private void splice(int first, int end, List<Message> values) {
        List<Message> stored = Message.copies(values);
        stored.forEach(value -> owner().hold(this, value));
        for (int i = first; i < end; i++) {
            owner().letGo(this, items[i]);
        }
        int newSize = Math.addExact(size - (end - first), values.size());
        Message[] from = items;
        Message[] to = newSize <= from.length ? from : Arrays.copyOf(from, newSize + (newSize >> 1));
        System.arraycopy(from, end, to, first + values.size(), size - end);
        for (int i = 0; i < values.size(); i++) {
            to[first + i] = stored.get(i);
        }
        forget(to, newSize);
        items = to;
        size = newSize;
    }

    @SuppressWarnings("NullAway") // beyond the size there is nothing, and nobody looks
    private void forget(Message[] array, int newSize) {
        if (newSize < size) {
            Arrays.fill(array, newSize, size, null);
        }
    }

    /**
     * Begins to alter an element: until {@link #commit} or {@link #abort} nobody else writes to the list, and
     * the calling thread writes to nothing.
     *
     * @param token names the alteration, for the calling thread
     * @return the present value
     */
    public Message begin(Owner who, long token, long index) throws InterruptedException {
        gate.begin(new Alteration(who, token, gate, ALL));
        try {
            return get(index);
        } catch (SharedException e) {
            abort(token);
            throw e;
        }
    }

    /** Sets the element, and ends what {@link #begin} began. */
    public void commit(long token, long index, Message value) {
        Alteration alteration = owner().alterations().current(token);
        if (alteration == null) {
            throw new SharedException(Reason.NOT_HELD, "the calling thread does not alter " + this);
        }
        gate.finish(alteration, () -> exchange(place(index), value, old -> true));
    }

    /** Ends what {@link #begin} began, and leaves the element as it was. Harmless if there is nothing to end. */
    public void abort(long token) {
        Alteration alteration = owner().alterations().current(token);
        if (alteration != null) {
            gate.finish(alteration, () -> {});
        }
    }

    /**
     * A view of this list by Java values, as {@link Message#toJava} and {@link Message#of} convert them. Python's
     * {@code None} is null in it. Its iterators are those of {@link java.util.AbstractList}, which look at one
     * element after the other; {@link #elements} are those of one moment. Interrupts do not end its waits.
     */
    public List<@Nullable Object> asList() {
        return new ListView(this, owner().handles());
    }

    /** {@code size}, {@code writes}, {@code altered} (1 while an element is), {@code waiters} (writers that wait). */
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
        gate.readLocked(this::held).forEach(element -> owner().letGo(this, element));
    }
}
