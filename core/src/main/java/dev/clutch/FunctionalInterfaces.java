package dev.clutch;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Interfaces with one method that is not implemented. */
final class FunctionalInterfaces {
    private FunctionalInterfaces() {}

    /** The method; none if the type is no functional interface. */
    static Optional<Method> method(Class<?> type) {
        List<Method> found = type.isInterface()
                ? Arrays.stream(type.getMethods())
                        .filter(method -> Modifier.isAbstract(method.getModifiers()) && !isOfObject(method))
                        .toList()
                : List.of();
        return found.stream().map(Method::getName).distinct().count() == 1
                ? Optional.of(found.getFirst())
                : Optional.empty();
    }

    private static boolean isOfObject(Method method) {
        return Arrays.stream(Object.class.getMethods())
                .anyMatch(known -> known.getName().equals(method.getName())
                        && Arrays.equals(known.getParameterTypes(), method.getParameterTypes()));
    }
}
