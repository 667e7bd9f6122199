package dev.clutch.cpython.capi;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;

/** A {@code PyType_Spec} being written, for types whose instances are a few words; kept for ever. */
final class TypeSpec {
    static final int TPFLAGS_DISALLOW_INSTANTIATION = 1 << 7;
    static final int TPFLAGS_IMMUTABLETYPE = 1 << 8;
    static final int TPFLAGS_HEAPTYPE = 1 << 9;
    static final int TPFLAGS_BASETYPE = 1 << 10;
    private static final int TPFLAGS_HAVE_VECTORCALL = 1 << 11;

    static final int T_LONGLONG = 17;
    private static final int T_PYSSIZET = 19;

    static final int TP_DESCR_GET = 54;

    private static final int TP_CALL = 50;
    private static final int TP_DOC = 56;
    private static final int TP_NEW = 65;
    private static final int TP_MEMBERS = 72;
    private static final int READONLY = 1;

    private final Arena arena = Arena.global();
    private final MemorySegment spec = arena.allocate(Layouts.TYPE_SPEC);
    private final List<Slot> slots = new ArrayList<>();
    private final List<Member> members = new ArrayList<>();

    private record Slot(int number, MemorySegment value) {}

    private record Member(String name, int type, long offset, String doc) {}

    TypeSpec(String name, String doc, long size, int flags) {
        spec.set(ADDRESS, Layouts.SPEC_NAME, arena.allocateFrom(name));
        spec.set(JAVA_INT, Layouts.SPEC_SIZE, (int) size);
        spec.set(JAVA_INT, Layouts.SPEC_FLAGS, flags);
        slot(TP_DOC, arena.allocateFrom(doc));
    }

    /**
     * For a type that Python code may derive from, and whose instances are called by a function of their own.
     *
     * @param types the library's
     * @param make its {@code tp_new}
     * @param vectorcall where an instance has the function
     */
    static TypeSpec ofCallables(
            String name, String doc, long size, HeapTypes types, HostMethods.Target make, long vectorcall) {
        return new TypeSpec(name, doc, size, TPFLAGS_BASETYPE | TPFLAGS_IMMUTABLETYPE | TPFLAGS_HAVE_VECTORCALL)
                .slot(TP_CALL, types.vectorcall())
                .slot(TP_NEW, HostMethods.function(make))
                .member("__vectorcalloffset__", T_PYSSIZET, vectorcall, "");
    }

    TypeSpec slot(int number, MemorySegment value) {
        slots.add(new Slot(number, value));
        return this;
    }

    /** An attribute that Python code reads. */
    TypeSpec member(String name, int type, long offset, String doc) {
        members.add(new Member(name, type, offset, doc));
        return this;
    }

    MemorySegment write() {
        slot(TP_MEMBERS, writtenMembers());
        MemorySegment written = arena.allocate(Layouts.TYPE_SLOT, slots.size() + 1); // the last one says that it is
        for (int i = 0; i < slots.size(); i++) {
            long offset = i * Layouts.TYPE_SLOT.byteSize();
            written.set(JAVA_INT, offset + Layouts.SLOT_NUMBER, slots.get(i).number);
            written.set(ADDRESS, offset + Layouts.SLOT_FUNCTION, slots.get(i).value);
        }
        spec.set(ADDRESS, Layouts.SPEC_SLOTS, written);
        return spec;
    }

    private MemorySegment writtenMembers() {
        MemorySegment written = arena.allocate(Layouts.MEMBER_DEF, members.size() + 1); // as above
        for (int i = 0; i < members.size(); i++) {
            long offset = i * Layouts.MEMBER_DEF.byteSize();
            Member member = members.get(i);
            written.set(ADDRESS, offset + Layouts.MEMBER_NAME, arena.allocateFrom(member.name));
            written.set(JAVA_INT, offset + Layouts.MEMBER_TYPE, member.type);
            written.set(JAVA_LONG, offset + Layouts.MEMBER_OFFSET, member.offset);
            written.set(JAVA_INT, offset + Layouts.MEMBER_FLAGS, READONLY);
            written.set(ADDRESS, offset + Layouts.MEMBER_DOC, arena.allocateFrom(member.doc));
        }
        return written;
    }
}
