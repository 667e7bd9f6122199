package dev.clutch.message;

import java.util.AbstractList;
import java.util.Collections;
import java.util.List;
import java.util.RandomAccess;

/**
 * Python's {@code tuple} in Java: an unmodifiable list that goes back to Python as a tuple, where
 * every other {@link List} becomes a {@code list}. Elements may be null (Python's {@code None}).
 */
public final class PyTuple extends AbstractList<Object> implements RandomAccess {
    private final List<Object> elements;

    PyTuple(List<Object> elements) {
        this.elements = elements;
    }

    /** A tuple of the given values. */
    public static PyTuple of(Object... elements) {
        return new PyTuple(Collections.unmodifiableList(java.util.Arrays.asList(elements.clone())));
    }

    @Override
    public Object get(int index) {
        return elements.get(index);
    }

    @Override
    public int size() {
        return elements.size();
    }
}
