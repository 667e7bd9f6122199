package dev.clutch.cpython.capi;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.MemorySegment;

/** {@code tupleobject.h}, {@code listobject.h}, {@code dictobject.h}, {@code setobject.h}. */
public final class Containers {
    private final long tupleItems;
    private final MemorySegment tupleNew;
    private final MemorySegment listNew;
    private final MemorySegment listInsert;
    private final MemorySegment listAsTuple;
    private final MemorySegment sequenceTuple;
    private final MemorySegment dictNew;
    private final MemorySegment dictSize;
    private final MemorySegment dictNext;
    private final MemorySegment dictGetItem;
    private final MemorySegment dictSetItem;
    private final MemorySegment dictUpdate;
    private final MemorySegment setNew;
    private final MemorySegment frozenSetNew;

    Containers(NativeLibrary library) {
        // SAFETY: a static type. CPython 3.14 has put a field before the items.
        tupleItems = Memory.word(library.get("PyTuple_Type").address() + Layouts.TYPE_BASIC_SIZE);
        tupleNew = library.get("PyTuple_New");
        listNew = library.get("PyList_New");
        listInsert = library.get("PyList_Insert");
        listAsTuple = library.get("PyList_AsTuple");
        sequenceTuple = library.get("PySequence_Tuple");
        dictNew = library.get("PyDict_New");
        dictSize = library.get("PyDict_Size");
        dictNext = library.get("PyDict_Next");
        dictGetItem = library.get("PyDict_GetItemWithError");
        dictSetItem = library.get("PyDict_SetItem");
        dictUpdate = library.get("PyDict_Update");
        setNew = library.get("PySet_New");
        frozenSetNew = library.get("PyFrozenSet_New");
    }

    public long tupleNew(long size) {
        return Downcalls.word(tupleNew, size);
    }

    public static long size(long tupleOrList) {
        // SAFETY, here and below: a live object of that type. LibPython.checkLayouts has verified the offsets.
        return Memory.word(tupleOrList + Layouts.VAR_SIZE);
    }

    /** Borrowed from the tuple. */
    public long tupleGetItem(long tuple, long index) {
        return Memory.word(tuple + tupleItems + index * Long.BYTES);
    }

    /** Steals the item, and puts it into a tuple that is new. */
    public void tupleSetItem(long tuple, long index, long item) {
        Memory.word(tuple + tupleItems + index * Long.BYTES, item);
    }

    public long listNew(long size) {
        return Downcalls.word(listNew, size);
    }

    /** Steals the item, and puts it into a list that is new. */
    public static void listSetItem(long list, long index, long item) {
        Memory.word(Memory.word(list + Layouts.LIST_ITEMS) + index * Long.BYTES, item);
    }

    /** -1 on error. */
    public int listInsert(long list, long index, long item) {
        return Downcalls.number(listInsert, list, index, item);
    }

    /** A snapshot of a list: it stays as it is, whatever code runs meanwhile. */
    public long listAsTuple(long list) {
        return Downcalls.word(listAsTuple, list);
    }

    /** A snapshot of any iterable. */
    public long sequenceTuple(long iterable) {
        return Downcalls.word(sequenceTuple, iterable);
    }

    public long dictNew() {
        return Downcalls.word(dictNew);
    }

    /**
     * The keys and values of a dict by turns, borrowed from it.
     *
     * @param scratch room for three words
     */
    public long[] dictItems(long dict, MemorySegment scratch) {
        long[] items = new long[2 * (int) Downcalls.word(dictSize, dict)];
        scratch.set(JAVA_LONG, 0, 0);
        long position = scratch.address();
        for (int i = 0; i < items.length; i += 2) {
            Downcalls.word(dictNext, dict, position, position + 8, position + 16);
            items[i] = scratch.get(JAVA_LONG, 8);
            items[i + 1] = scratch.get(JAVA_LONG, 16);
        }
        return items;
    }

    /** Borrowed from the dict; 0 if there is none, or with an error set. */
    public long dictGetItem(long dict, long key) {
        return Downcalls.word(dictGetItem, dict, key);
    }

    /** -1 on error. */
    public int dictSetItem(long dict, long key, long value) {
        return Downcalls.number(dictSetItem, dict, key, value);
    }

    /** Puts all of one dict into another; -1 on error. */
    public int dictUpdate(long dict, long other) {
        return Downcalls.number(dictUpdate, dict, other);
    }

    /** A set of the elements of an iterable. */
    public long setNew(long iterable) {
        return Downcalls.word(setNew, iterable);
    }

    /** A frozenset of the elements of an iterable. */
    public long frozenSetNew(long iterable) {
        return Downcalls.word(frozenSetNew, iterable);
    }
}
