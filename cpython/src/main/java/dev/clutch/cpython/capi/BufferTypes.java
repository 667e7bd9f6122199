package dev.clutch.cpython.capi;

import dev.clutch.buffer.Buffer;
import dev.clutch.buffer.Layout;
import dev.clutch.error.ClutchException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/**
 * The type {@code _clutch.Memory}: what {@code clutch.Buffer} has from C. An instance is a Python
 * object that holds the id of a {@link Buffer} and exports its memory by the buffer protocol.
 *
 * <p><b>Why it is safe.</b> All access to the memory goes through {@code bf_getbuffer}, which counts it
 * at the Buffer and is refused there when the buffer was sent; CPython pairs each with one {@code
 * bf_releasebuffer}, when the last memory view that came from it is gone. Each keeps the object alive,
 * so {@code tp_dealloc} comes when there is none. Python code can neither make an instance nor change
 * the id in one. These functions run attached, so all that they call is lock-free. They let nothing out,
 * which would end the VM.
 */
public final class BufferTypes {

    /** Finds the buffers of objects. Called attached; must not block. */
    public interface Target {
        /** The buffer of that id, or null. */
        @Nullable
        Buffer find(long id);

        /** The object of the buffer is gone. */
        void deallocated(long id);
    }

    private static final int BF_GETBUFFER = 1;
    private static final int BF_RELEASEBUFFER = 2;
    private static final int TP_DEALLOC = 52;

    private static final long ID = Layouts.OBJECT_SIZE;
    private static final long SIZE = ID + Long.BYTES;

    private final LibPython python;
    private final Target target;
    private final MemorySegment spec;
    private final LayoutExports layouts = new LayoutExports();

    /** Functions and names that the types of all interpreters of this libpython share; kept for ever. */
    public BufferTypes(LibPython python, Target target) {
        this.python = python;
        this.target = target;
        this.spec = spec();
    }

    private MemorySegment spec() {
        int flags =
                TypeSpec.TPFLAGS_BASETYPE | TypeSpec.TPFLAGS_DISALLOW_INSTANTIATION | TypeSpec.TPFLAGS_IMMUTABLETYPE;
        return new TypeSpec("_clutch.Memory", "Memory of Java's that exports itself.", SIZE, flags)
                .slot(BF_GETBUFFER, HostMethods.function(this::getBuffer))
                .slot(BF_RELEASEBUFFER, HostMethods.function(this::releaseBuffer))
                .slot(TP_DEALLOC, HostMethods.function(this::dealloc))
                .member("id", TypeSpec.T_LONGLONG, ID, "What names this buffer here; never given out again.")
                .write();
    }

    /** The type for the attached interpreter; 0 on error. */
    public long newType() {
        return python.heapTypes().fromSpec(spec);
    }

    /** Gives a new instance its id. */
    public void setId(long object, long id) {
        // SAFETY: an instance of our own type, which has this field.
        Memory.word(object + ID, id);
    }

    /** The id in an instance. */
    public long id(long object) {
        // SAFETY: as above.
        return Memory.word(object + ID);
    }

    /** {@code int bf_getbuffer(object, Py_buffer *view, int flags)}. */
    private long getBuffer(long object, long view, long flags, long unused) {
        try {
            Buffer buffer = target.find(id(object));
            if (buffer == null) {
                return refuse(view, "this buffer has no memory");
            }
            Layout layout = buffer.layout();
            return layout == null || MemoryViews.wantsAll(flags)
                    ? export(object, view, flags, buffer, layout)
                    : exportByView(object, view, flags);
        } catch (ClutchException e) {
            return refuse(view, String.valueOf(e.getMessage()));
        } catch (Throwable t) {
            return refuse(view, "the buffer's memory could not be exported: " + t);
        }
    }

    private long export(long object, long view, long flags, Buffer buffer, @Nullable Layout layout) {
        boolean writable = buffer.export();
        int status = layout == null
                ? python.heapTypes().fillInfo(view, object, buffer.address(), buffer.size(), writable, (int) flags)
                : fill(view, object, buffer.address(), writable, flags, layout);
        if (status < 0) {
            buffer.unexport();
        }
        return status;
    }

    private int fill(long view, long object, long address, boolean writable, long flags, Layout layout) {
        if (MemoryViews.wantsToWrite(flags) && !writable) {
            return (int) refuse(view, "this memory is read-only");
        }
        layouts.fill(view, python.objects().incRef(object), address, writable, layout);
        return 0;
    }

    /** Whoever wants less than all of a layout has it by way of a memory view, which knows what may be left out. */
    private long exportByView(long object, long view, long flags) {
        long whole = python.memoryViews().fromObject(object);
        if (whole == 0) {
            return -1;
        }
        int status = python.memoryViews().giveOn(whole, view, flags);
        python.objects().decRef(whole);
        return status;
    }

    private long refuse(long view, String message) {
        if (view != 0) {
            // SAFETY: a Py_buffer that CPython wants filled; on an error its second word, obj, is to be NULL.
            Memory.word(view + Long.BYTES, 0);
        }
        try (Arena arena = Arena.ofConfined()) {
            python.errors()
                    .setString(
                            python.errors().bufferError,
                            arena.allocateFrom(message).address());
        }
        return -1;
    }

    /** {@code void bf_releasebuffer(object, Py_buffer *view)}. */
    private long releaseBuffer(long object, long view, long unused, long unusedToo) {
        try {
            layouts.release(view);
            Buffer buffer = target.find(id(object));
            if (buffer != null) {
                buffer.unexport();
            }
        } catch (Throwable t) {
            log(t);
        }
        return 0;
    }

    /** {@code void tp_dealloc(object)}. */
    private long dealloc(long object, long unused, long unusedToo, long unusedAsWell) {
        try {
            long id = id(object);
            if (id != 0) {
                target.deallocated(id);
            }
            python.heapTypes().free(object, python.objects());
        } catch (Throwable t) {
            log(t);
        }
        return 0;
    }

    private static void log(Throwable t) {
        try {
            System.getLogger("dev.clutch").log(System.Logger.Level.ERROR, "a buffer could not be released", t);
        } catch (Throwable unloggable) {
            // Memory or stack are used up; nothing must leave from here.
        }
    }
}
