import java.util.function.LongSupplier;
import java.util.function.LongUnaryOperator;
import jep.MainInterpreter;
import jep.SharedInterpreter;
import jep.python.PyCallable;

/** The calls of CallBenchmark and HostCallBenchmark with Jep. Argument: Jep's native library. */
class JepCalls {
    static final int CALLS = 200_000;
    static final int ROUNDS = 10;
    static final long LOOP = 1_000;

    public static void main(String[] arguments) throws Exception {
        MainInterpreter.setJepLibraryPath(arguments[0]);
        try (var interpreter = new SharedInterpreter()) {
            interpreter.exec("increment = lambda x: x + 1");
            interpreter.exec("concatenate = lambda a, b: a + b");
            var increment = interpreter.getValue("increment", PyCallable.class);
            var concatenate = interpreter.getValue("concatenate", PyCallable.class);
            print("int", CALLS, () -> increment.callAs(Long.class, 41L));
            print("strings", CALLS, () -> concatenate.callAs(String.class, "left and ", "right").length());
            print("name", CALLS, () -> (Long) interpreter.invoke("increment", 41L));
            LongUnaryOperator java = x -> x + 1;
            interpreter.set("java", java);
            interpreter.exec("def loop(count):\n    for _ in range(count):\n        x = java(41)\n    return x");
            var loop = interpreter.getValue("loop", PyCallable.class);
            double thousand = best(CALLS / (int) LOOP, () -> loop.callAs(Long.class, LOOP));
            System.out.println("java " + thousand / LOOP);
        }
    }

    static void print(String name, int calls, LongSupplier call) {
        System.out.println(name + " " + best(calls, call));
    }

    static double best(int calls, LongSupplier call) {
        double best = Double.MAX_VALUE;
        long sum = 0;
        for (int round = 0; round < ROUNDS; round++) {
            long begin = System.nanoTime();
            for (int i = 0; i < calls; i++) {
                sum += call.getAsLong();
            }
            best = Math.min(best, (System.nanoTime() - begin) / (double) calls);
        }
        if (sum == 0) {
            throw new AssertionError("nothing was called");
        }
        return best;
    }
}
