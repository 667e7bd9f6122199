package dev.clutch.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clutch.Interpreter;
import dev.clutch.config.InterpreterConfig;
import dev.clutch.config.Isolation;
import dev.clutch.config.Restrictions;
import dev.clutch.error.ExecutionFailedException;
import dev.clutch.error.InterpreterException;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What an interpreter uses is measured, and its memory has a budget if it is given one. */
public abstract class MeteringContract extends EngineContract {
    private static final long MEBIBYTE = 1 << 20;
    private static final Duration USED = Duration.ofMillis(50);
    private static final String USE_CPU = """
            import time
            end = time.thread_time() + 0.05
            while time.thread_time() < end:
                pass
            """;

    private @Nullable Interpreter second;

    /** For subclasses. */
    protected MeteringContract() {}

    /** The level of isolation of the interpreters that are measured. */
    protected Isolation isolation() {
        return Isolation.OWN_GIL;
    }

    private InterpreterConfig usual() {
        return InterpreterConfig.usual().withIsolation(isolation());
    }

    @Override
    protected InterpreterConfig config() {
        return usual().withMetering(true);
    }

    @AfterEach
    final void closeSecond() {
        if (second != null) {
            second.close();
            second = null;
        }
    }

    private Interpreter second(InterpreterConfig config) {
        second = interpreters().create(config);
        return second;
    }

    private Interpreter limited(long megabytes) {
        return second(usual().withRestrictions(Restrictions.none().withMemoryBudget(megabytes * MEBIBYTE)));
    }

    private Duration cpuTime() {
        return python().statistics().cpuTime().orElseThrow();
    }

    private long memory() {
        return python().statistics().memory().orElseThrow();
    }

    @Test
    final void theCpuTimeOfCallsIsMeasured() {
        Duration before = cpuTime();
        python().exec(USE_CPU);
        assertThat(cpuTime().minus(before)).isBetween(USED, USED.multipliedBy(3));
    }

    @Test
    final void theCpuTimeOfThreadsOfPythonIsMeasured() {
        Duration before = cpuTime();
        python().exec("""
                import threading
                def work():
                    %s
                thread = threading.Thread(target=work)
                thread.start()
                thread.join()
                """.formatted(USE_CPU.replace("\n", "\n    ")));
        assertThat(cpuTime().minus(before)).isBetween(USED, USED.multipliedBy(3));
    }

    /** It is asked while the code runs, by another thread. */
    @Test
    final void theCpuTimeOfWhatStillRunsIsMeasured() throws Exception {
        var ready = interpreters().createQueue();
        var done = interpreters().createQueue();
        python().prepareMain(Map.of("ready", ready, "done", done));
        var running = Background.run(() -> python().exec(USE_CPU + "ready.put(1)\ndone.get()"));
        ready.get();
        assertThat(cpuTime()).isGreaterThanOrEqualTo(USED);
        done.put(1);
        running.join();
        ready.close();
        done.close();
    }

    @Test
    final void waitsAndOtherInterpretersAreNotMeasured() {
        Interpreter other = second(config());
        python().prepareMain(Map.of("other", other, "source", USE_CPU));
        Duration before = cpuTime();
        python().exec("other.exec(source); del other");
        assertThat(cpuTime().minus(before)).isLessThan(USED);
        assertThat(other.statistics().cpuTime().orElseThrow()).isGreaterThanOrEqualTo(USED);
    }

    @Test
    final void memoryIsMeasured() {
        long before = memory();
        assertThat(before).isBetween(MEBIBYTE, 16 * MEBIBYTE);
        python().exec("kept = [object() for _ in range(1_000_000)]");
        assertThat(memory() - before).isBetween(14 * MEBIBYTE, 40 * MEBIBYTE);
        python().exec("del kept");
        assertThat(memory() - before).isLessThan(8 * MEBIBYTE);
    }

    @Test
    final void entriesAndThreadsAreCounted() {
        long before = python().statistics().entries();
        python().exec("x = 1");
        python().call("len", "abc");
        assertThat(python().statistics().entries() - before).isBetween(2L, 4L);
        assertThat(python().statistics().threads()).isZero();
        python().exec("""
                import clutch, threading
                assert clutch.statistics()['threads'] == 1, clutch.statistics()
                done = threading.Event()
                started = threading.Event()
                def wait():
                    started.set()
                    done.wait()
                thread = threading.Thread(target=wait)
                thread.start()
                started.wait()
                assert clutch.statistics()['threads'] == 2, clutch.statistics()
                done.set()
                thread.join()
                """);
    }

    @Test
    final void pythonCodeSeesTheSameNumbers() {
        python().exec("""
                import clutch
                from concurrent import interpreters
                mine = clutch.statistics()
                assert sorted(mine) == ['cpu_time', 'entries', 'memory', 'threads'], mine
                assert 0 < mine['cpu_time'] < 60 and mine['memory'] >= 1 << 20, mine
                made = interpreters.create()
                assert clutch.statistics(made)['cpu_time'] is None
                made.close()
                made = clutch.create(metered=True)
                assert clutch.statistics(made)['memory'] >= 1 << 20
                made.close()
                """);
    }

    @Test
    final void whatIsNotMeteredHasNoSuchNumbers() {
        var statistics = second(usual()).statistics();
        assertThat(statistics.cpuTime()).isEmpty();
        assertThat(statistics.entries()).isPositive();
    }

    @Test
    final void beyondItsBudgetAnInterpreterGetsAMemoryError() {
        Interpreter limited = limited(16);
        assertThatThrownBy(() -> limited.exec("""
                kept = []
                while True:
                    kept.append(object())
                """))
                .isInstanceOfSatisfying(
                        ExecutionFailedException.class,
                        failed -> assertThat(failed.info().typeName()).isEqualTo("MemoryError"));
        limited.exec("del kept");
        limited.exec("kept = [object() for _ in range(100_000)]");
        assertThat(limited.statistics().memory().orElseThrow()).isLessThan(16 * MEBIBYTE);
    }

    @Test
    final void codeMayCatchItAndGoOn() {
        limited(16).exec("""
                kept = []
                try:
                    while True:
                        kept.append(object())
                except MemoryError:
                    reached = len(kept)
                    kept.clear()
                assert 100_000 < reached < 10_000_000, reached
                kept = [object() for _ in range(10_000)]
                """);
    }

    @Test
    final void threadsOfPythonGetItToo() {
        limited(16).exec("""
                import threading
                caught = []
                kept = []
                def work():
                    try:
                        while True:
                            kept.append(object())
                    except MemoryError:
                        kept.clear()
                        caught.append(True)
                thread = threading.Thread(target=work)
                thread.start()
                thread.join()
                assert caught == [True]
                """);
    }

    @Test
    final void otherInterpretersHaveTheirMemory() {
        limited(16);
        python().exec("kept = [object() for _ in range(2_000_000)]; del kept");
    }

    @Test
    final void aBudgetThatIsTooSmallIsRefused() {
        assertThatThrownBy(() -> limited(1))
                .isInstanceOf(InterpreterException.class)
                .hasMessageContaining("the memory budget of 1048576 bytes is too small");
    }
}
