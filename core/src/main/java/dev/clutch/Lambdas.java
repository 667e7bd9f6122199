package dev.clutch;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Java objects that are functions, as Python code may call them: lambdas and method references, and objects of a class
 * that implements an interface that calls itself a {@link FunctionalInterface}, and has no other public methods.
 */
final class Lambdas {
    private static final ClassValue<Optional<Call>> CALLS = new ClassValue<>() {
        @Override
        protected Optional<Call> computeValue(Class<?> type) {
            return Call.of(type);
        }
    };

    private Lambdas() {}

    /** The object as a function, or null if it is none. */
    static @Nullable JavaFunction function(Object value) {
        if (value instanceof JavaFunction function) {
            return function;
        }
        Call call = CALLS.get(value.getClass()).orElse(null);
        return call == null ? null : new Lambda(value, call);
    }

    private record Lambda(Object target, Call method) implements JavaFunction {
        @Override
        public @Nullable Object call(List<@Nullable Object> arguments, Map<String, @Nullable Object> keywords)
                throws Exception {
            return method.on(target, arguments, keywords);
        }
    }

    /**
     * How the method of a class's functional interface is called.
     *
     * @param method takes the object and an array of the arguments
     * @param wanted the types of the arguments
     */
    private record Call(MethodHandle method, List<Class<?>> wanted) {

        static Optional<Call> of(Class<?> type) {
            List<Method> methods = interfaces(type)
                    .filter(known -> type.isHidden() || isAllOf(type, known))
                    .flatMap(known -> FunctionalInterfaces.method(known).stream())
                    .distinct()
                    .toList();
            return methods.size() == 1 ? of(methods.getFirst()) : Optional.empty();
        }

        /** Whether the class is a function and nothing else: a {@code Thread} is not, although it is a Runnable. */
        private static boolean isAllOf(Class<?> type, Class<?> functional) {
            return functional.isAnnotationPresent(FunctionalInterface.class)
                    && Stream.of(type.getMethods())
                            .filter(method -> !Modifier.isStatic(method.getModifiers()))
                            .map(Method::getName)
                            .allMatch(name -> has(functional, name) || has(Object.class, name));
        }

        private static boolean has(Class<?> type, String method) {
            return Stream.of(type.getMethods())
                    .anyMatch(known -> known.getName().equals(method));
        }

        private static Stream<Class<?>> interfaces(@Nullable Class<?> type) {
            return type == null
                    ? Stream.empty()
                    : Stream.concat(
                            Stream.of(type.getInterfaces())
                                    .flatMap(known -> Stream.concat(Stream.of(known), interfaces(known))),
                            interfaces(type.getSuperclass()));
        }

        private static Optional<Call> of(Method method) {
            if (!method.trySetAccessible()) {
                return Optional.empty();
            }
            try {
                MethodHandle handle = MethodHandles.lookup().unreflect(method).asFixedArity();
                int count = method.getParameterCount();
                MethodHandle spread =
                        handle.asType(MethodType.genericMethodType(count + 1)).asSpreader(Object[].class, count);
                return Optional.of(new Call(spread, List.of(method.getParameterTypes())));
            } catch (IllegalAccessException e) {
                return Optional.empty();
            }
        }

        @Nullable
        Object on(Object target, List<@Nullable Object> arguments, Map<String, @Nullable Object> keywords)
                throws Exception {
            JavaFunction.require(wanted.size(), arguments, keywords);
            @Nullable Object[] cast = new @Nullable Object[arguments.size()];
            for (int i = 0; i < cast.length; i++) {
                cast[i] = Casts.to(wanted.get(i), arguments.get(i));
            }
            try {
                return method.invoke(target, cast);
            } catch (Exception | Error e) {
                throw e;
            } catch (Throwable t) {
                throw new IllegalStateException("a Java function threw " + t, t);
            }
        }
    }
}
