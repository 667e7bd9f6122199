import java.util.function.LongSupplier;
import jep.MainInterpreter;
import jep.SharedInterpreter;
import jep.python.PyCallable;

/** The calls of CallBenchmark with Jep. Argument: Jep's native library. */
class JepCalls {
    static final int CALLS = 200_000;
    static final int ROUNDS = 10;

    public static void main(String[] arguments) throws Exception {
        MainInterpreter.setJepLibraryPath(arguments[0]);
        try (var interpreter = new SharedInterpreter()) {
            interpreter.exec("increment = lambda x: x + 1");
            interpreter.exec("concatenate = lambda a, b: a + b");
            var increment = interpreter.getValue("increment", PyCallable.class);
            var concatenate = interpreter.getValue("concatenate", PyCallable.class);
            print("int", () -> increment.callAs(Long.class, 41L));
            print("strings", () -> concatenate.callAs(String.class, "left and ", "right").length());
            print("name", () -> (Long) interpreter.invoke("increment", 41L));
        }
    }

    static void print(String name, LongSupplier call) {
        double best = Double.MAX_VALUE;
        long sum = 0;
        for (int round = 0; round < ROUNDS; round++) {
            long begin = System.nanoTime();
            for (int i = 0; i < CALLS; i++) {
                sum += call.getAsLong();
            }
            best = Math.min(best, (System.nanoTime() - begin) / (double) CALLS);
        }
        if (sum == 0) {
            throw new AssertionError("nothing was called");
        }
        System.out.println(name + " " + best);
    }
}
