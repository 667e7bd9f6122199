import java.util.function.LongUnaryOperator;
import jep.MainInterpreter;
import jep.SharedInterpreter;
import jep.python.PyCallable;

/** The calls of CallBenchmark and HostCallBenchmark with Jep. Argument: Jep's native library. */
class JepCalls {
    static final int CALLS = 200_000;
    static final long LOOP = 1_000;

    public static void main(String[] arguments) throws Exception {
        MainInterpreter.setJepLibraryPath(arguments[0]);
        try (var interpreter = new SharedInterpreter()) {
            interpreter.exec("increment = lambda x: x + 1");
            interpreter.exec("concatenate = lambda a, b: a + b");
            var increment = interpreter.getValue("increment", PyCallable.class);
            var concatenate = interpreter.getValue("concatenate", PyCallable.class);
            Best.print("int", CALLS, () -> increment.callAs(Long.class, 41L));
            Best.print("strings", CALLS, () -> concatenate.callAs(String.class, "left and ", "right").length());
            Best.print("name", CALLS, () -> (Long) interpreter.invoke("increment", 41L));
            LongUnaryOperator java = x -> x + 1;
            interpreter.set("java", java);
            interpreter.exec("def loop(count):\n    for _ in range(count):\n        x = java(41)\n    return x");
            var loop = interpreter.getValue("loop", PyCallable.class);
            double thousand = Best.nanoseconds(CALLS / (int) LOOP, () -> loop.callAs(Long.class, LOOP));
            Best.print("java", thousand / LOOP);
        }
    }
}
