package dev.clutch.cpython.capi;

import java.lang.foreign.MemorySegment;

/** {@code tupleobject.h}, {@code listobject.h}, {@code dictobject.h}, {@code setobject.h}. */
public final class Containers {
    private final MemorySegment tupleNew;
    private final MemorySegment tupleSize;
    private final MemorySegment tupleGetItem;
    private final MemorySegment tupleSetItem;
    private final MemorySegment listNew;
    private final MemorySegment listSetItem;
    private final MemorySegment listInsert;
    private final MemorySegment listAsTuple;
    private final MemorySegment sequenceTuple;
    private final MemorySegment dictNew;
    private final MemorySegment dictItems;
    private final MemorySegment dictGetItem;
    private final MemorySegment dictSetItem;
    private final MemorySegment dictUpdate;
    private final MemorySegment setNew;
    private final MemorySegment frozenSetNew;

    Containers(NativeLibrary library) {
        tupleNew = library.get("PyTuple_New");
        tupleSize = library.get("PyTuple_Size");
        tupleGetItem = library.get("PyTuple_GetItem");
        tupleSetItem = library.get("PyTuple_SetItem");
        listNew = library.get("PyList_New");
        listSetItem = library.get("PyList_SetItem");
        listInsert = library.get("PyList_Insert");
        listAsTuple = library.get("PyList_AsTuple");
        sequenceTuple = library.get("PySequence_Tuple");
        dictNew = library.get("PyDict_New");
        dictItems = library.get("PyDict_Items");
        dictGetItem = library.get("PyDict_GetItemWithError");
        dictSetItem = library.get("PyDict_SetItem");
        dictUpdate = library.get("PyDict_Update");
        setNew = library.get("PySet_New");
        frozenSetNew = library.get("PyFrozenSet_New");
    }

    public long tupleNew(long size) {
        return Downcalls.word(tupleNew, size);
    }

    public long tupleSize(long tuple) {
        return Downcalls.word(tupleSize, tuple);
    }

    /** Borrowed from the tuple. */
    public long tupleGetItem(long tuple, long index) {
        return Downcalls.word(tupleGetItem, tuple, index);
    }

    /** Steals the item. */
    public void tupleSetItem(long tuple, long index, long item) {
        Downcalls.number(tupleSetItem, tuple, index, item);
    }

    public long listNew(long size) {
        return Downcalls.word(listNew, size);
    }

    /** Steals the item. */
    public void listSetItem(long list, long index, long item) {
        Downcalls.number(listSetItem, list, index, item);
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

    /** A snapshot of a dict: a list of pairs. */
    public long dictItems(long dict) {
        return Downcalls.word(dictItems, dict);
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
