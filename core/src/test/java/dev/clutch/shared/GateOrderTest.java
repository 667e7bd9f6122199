package dev.clutch.shared;

import dev.clutch.Linearizable;
import dev.clutch.error.SharedException;
import dev.clutch.error.SharedException.Reason;
import dev.clutch.shared.Alterations.Alteration;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What threads see of two numbers behind one gate can be explained by an order of their calls. */
class GateOrderTest {

    /** Writers give both numbers the same value. */
    @Param(name = "value", gen = IntGen.class, conf = "1:9")
    public static class Twins {
        private static final String BOTH = "both";

        private final Alterations alterations = new Alterations();
        private final Gate gate = new Gate(alterations, () -> new SharedException(Reason.NOT_FOUND, "gone"));
        private int one;
        private int other;

        @Operation
        public int read() {
            return gate.read(this::look);
        }

        @Operation
        public int readLocked() {
            return gate.readLocked(this::look);
        }

        @Operation
        public int readNow() {
            @Nullable Integer seen = gate.readNow(this::look);
            return seen == null ? read() : seen;
        }

        @Operation
        public int write(@Param(name = "value") int value) throws InterruptedException {
            return gate.write(BOTH, () -> set(value));
        }

        @Operation
        public int writeNow(@Param(name = "value") int value) throws InterruptedException {
            int[] before = new int[1];
            return gate.writeNow(BOTH, () -> before[0] = set(value)) ? before[0] : write(value);
        }

        @Operation
        public int alter() throws InterruptedException {
            Alteration alteration = new Alteration(Owner.java(), 1, gate, BOTH);
            gate.begin(alteration);
            int before = read();
            gate.finish(alteration, () -> set(before % 11 + 1));
            return before;
        }

        private int set(int value) {
            int before = look();
            one = value;
            other = value;
            return before;
        }

        private int look() {
            return 100 * one + other;
        }
    }

    @Test
    void thereIsAnOrderOfReadsAndWrites() {
        Linearizable.of(Twins.class).eachTwoMeet().check();
    }
}
