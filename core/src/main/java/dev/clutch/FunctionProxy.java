package dev.clutch;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A functional interface whose method calls a Python object. What the object returns is cast to what the
 * method returns.
 */
record FunctionProxy(PythonObject target, Class<?> type, Method method) implements InvocationHandler {

    /** Makes an instance of the interface. */
    static <T> T of(PythonObject target, Class<T> type) {
        InvocationHandler handler = new FunctionProxy(target, type, methodOf(type));
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    private static Method methodOf(Class<?> type) {
        List<Method> found = type.isInterface()
                ? Arrays.stream(type.getMethods())
                        .filter(method -> Modifier.isAbstract(method.getModifiers()) && !isOfObject(method))
                        .toList()
                : List.of();
        if (found.isEmpty() || found.stream().map(Method::getName).distinct().count() > 1) {
            throw new IllegalArgumentException(type + " is no functional interface: it has to be an interface with one"
                    + " method that is not implemented");
        }
        return found.getFirst();
    }

    private static boolean isOfObject(Method method) {
        return Arrays.stream(Object.class.getMethods())
                .anyMatch(known -> known.getName().equals(method.getName())
                        && Arrays.equals(known.getParameterTypes(), method.getParameterTypes()));
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method called, @Nullable Object @Nullable [] arguments)
            throws Throwable {
        @Nullable Object[] given = arguments == null ? new @Nullable Object[0] : arguments;
        if (called.getDeclaringClass() == Object.class) {
            return ofObject(proxy, called, given);
        }
        return called.isDefault() ? InvocationHandler.invokeDefault(proxy, called, given) : call(called, given);
    }

    private @Nullable Object call(Method called, @Nullable Object[] arguments) {
        return called.getReturnType() == PythonObject.class
                ? target.callRef(arguments)
                : Casts.to(called.getReturnType(), target.call(arguments));
    }

    @SuppressWarnings("ReferenceEquality") // an interface that Java code makes anew is another one
    private Object ofObject(Object proxy, Method called, @Nullable Object[] arguments) {
        return switch (called.getName()) {
            case "equals" -> proxy == arguments[0];
            case "hashCode" -> System.identityHashCode(proxy);
            default -> type.getSimpleName() + " of " + target;
        };
    }
}
