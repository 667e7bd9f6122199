import java.util.function.LongSupplier;

/** How the programs of rivals measure: the best round counts, the others had company on the machine. */
class Best {
    static final int ROUNDS = 10;

    /** Prints the nanoseconds of one call, after a name. */
    static void print(String name, int calls, LongSupplier call) {
        print(name, nanoseconds(calls, call));
    }

    static void print(String name, double nanoseconds) {
        System.out.println(name + " " + nanoseconds);
    }

    static double nanoseconds(int calls, LongSupplier call) {
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
