package dev.clutch;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
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
        return FunctionalInterfaces.method(type)
                .orElseThrow(() -> new IllegalArgumentException(type + " is no functional interface: it has to be an"
                        + " interface with one method that is not implemented"));
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
