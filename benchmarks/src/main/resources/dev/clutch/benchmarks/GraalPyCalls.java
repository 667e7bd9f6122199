import java.util.function.LongSupplier;
import java.util.function.LongUnaryOperator;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.Value;

/** The calls of CallBenchmark and HostCallBenchmark with GraalPy. */
class GraalPyCalls {
    static final int CALLS = 50_000;
    static final int ROUNDS = 10;
    static final int LOOP = 1_000;

    public static void main(String[] arguments) {
        Context.Builder builder = Context.newBuilder("python")
                .allowAllAccess(true)
                .option("engine.WarnInterpreterOnly", "false");
        try (Context context = builder.build()) {
            Value names = context.getBindings("python");
            names.putMember("java", (LongUnaryOperator) x -> x + 1);
            context.eval("python", """
                    increment = lambda x: x + 1
                    concatenate = lambda a, b: a + b
                    def loop(count):
                        for _ in range(count):
                            x = java(41)
                        return x
                    """);
            Value increment = names.getMember("increment");
            Value concatenate = names.getMember("concatenate");
            Value loop = names.getMember("loop");
            print("int", best(CALLS, () -> increment.execute(41L).asLong()));
            print("strings", best(CALLS, () -> concatenate.execute("left and ", "right").asString().length()));
            print("java", best(CALLS / LOOP, () -> loop.execute(LOOP).asLong()) / LOOP);
        }
    }

    static void print(String name, double nanoseconds) {
        System.out.println(name + " " + nanoseconds);
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
