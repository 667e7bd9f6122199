package dev.clutch.cpython.convert;

import dev.clutch.buffer.Buffer;
import dev.clutch.buffer.Parcel;
import dev.clutch.cpython.capi.BufferTypes;
import dev.clutch.cpython.capi.Objects;
import dev.clutch.cpython.object.PyCalls;
import dev.clutch.cpython.object.PyErrors;
import dev.clutch.cpython.object.PyRef;
import dev.clutch.cpython.thread.Attached;
import dev.clutch.error.BufferException;
import org.jspecify.annotations.Nullable;

/** A class of objects that stand for a buffer, in one interpreter; imported when the first one arrives there. */
public final class BufferClass {
    private final BufferTypes types;
    private final BufferObjects objects;
    private final String module;
    private final String name;
    private volatile @Nullable PyRef loaded;
    private volatile long address;

    /**
     * For one interpreter.
     *
     * @param types the C side of the class
     * @param objects where its instances are kept
     * @param module where it is imported from
     * @param name what it is called there
     */
    public BufferClass(BufferTypes types, BufferObjects objects, String module, String name) {
        this.types = types;
        this.objects = objects;
        this.module = module;
        this.name = name;
    }

    /** Whether the object is a buffer. */
    boolean isInstance(long object) {
        return Objects.typeOf(object) == address;
    }

    /** Packs the buffer of an instance for its way in a message. */
    Parcel pack(long object) {
        Buffer buffer = objects.find(types.id(object));
        if (buffer == null) {
            throw new BufferException("this buffer has no memory");
        }
        return buffer.pack();
    }

    /** A new instance with the buffer that has arrived. */
    long receive(Attached attached, Parcel parcel) {
        long object = PyErrors.check(attached, attached.python().heapTypes().alloc(load(attached)));
        try {
            Buffer buffer = parcel.take(attached.interpreter().id());
            objects.add(buffer);
            types.setId(object, buffer.id());
            return object;
        } catch (RuntimeException | Error e) {
            PyCalls.decRef(attached, object);
            throw e;
        }
    }

    /** The class, borrowed. Two threads may come here at once, since an import can give the GIL up. */
    private long load(Attached attached) {
        PyRef known = loaded;
        if (known == null) {
            known = PyCalls.held(attached, module, name);
            loaded = known;
            address = known.borrow(attached);
        }
        return known.borrow(attached);
    }
}
