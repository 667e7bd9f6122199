package dev.clutch;

import java.lang.invoke.MethodType;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/** Values that came from Python, as the type that Java code wants. */
final class Casts {
    private Casts() {}

    /**
     * The value as that type. Integers become those of other types if they fit, and floating-point numbers as
     * Python's {@code float} rounds.
     *
     * @throws ClassCastException if it is of another type
     * @throws ArithmeticException if it is an integer that does not fit
     */
    static @Nullable Object to(Class<?> wanted, @Nullable Object value) {
        Class<?> type = MethodType.methodType(wanted).wrap().returnType();
        if (type == Void.class) {
            return null;
        }
        if (value == null && !wanted.isPrimitive()) {
            return null;
        }
        Object cast = value instanceof Number number && !type.isInstance(number) ? number(type, number) : value;
        if (!type.isInstance(cast)) {
            throw new ClassCastException(
                    "Python code gave " + described(value) + " where Java code wants " + wanted.getTypeName());
        }
        return cast;
    }

    private static String described(@Nullable Object value) {
        return value == null ? "None" : value + ", a " + value.getClass().getTypeName() + ",";
    }

    private static Number number(Class<?> type, Number number) {
        return switch (number) {
            case Long integer -> integer(type, integer);
            case BigInteger integer
            when type == Double.class || type == Float.class -> real(type, integer.doubleValue());
            case Double real -> real(type, real);
            default -> number;
        };
    }

    private static Number integer(Class<?> type, long value) {
        if (type == BigInteger.class) {
            return BigInteger.valueOf(value);
        }
        if (type == Integer.class) {
            return Math.toIntExact(value);
        }
        if (type == Short.class) {
            return fitting((short) value, value);
        }
        return type == Byte.class ? fitting((byte) value, value) : real(type, (double) value);
    }

    private static Number fitting(Number small, long value) {
        if (small.longValue() != value) {
            throw new ArithmeticException(
                    value + " does not fit into a " + small.getClass().getSimpleName());
        }
        return small;
    }

    private static Number real(Class<?> type, double value) {
        if (type == Float.class) {
            return (float) value;
        }
        return value;
    }
}
