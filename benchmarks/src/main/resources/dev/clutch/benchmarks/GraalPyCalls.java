import java.util.function.LongUnaryOperator;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.Value;

/** The calls of CallBenchmark and HostCallBenchmark with GraalPy. */
class GraalPyCalls {
    static final int CALLS = 50_000;
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
            Best.print("int", CALLS, () -> increment.execute(41L).asLong());
            Best.print("strings", CALLS, () -> concatenate.execute("left and ", "right").asString().length());
            Best.print("java", Best.nanoseconds(CALLS / LOOP, () -> loop.execute(LOOP).asLong()) / LOOP);
        }
    }
}
