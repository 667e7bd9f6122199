package dev.clutch.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clutch.Interpreter;
import dev.clutch.Spares;
import dev.clutch.config.InterpreterConfig;
import dev.clutch.error.ExecutionFailedException;
import dev.clutch.error.InterpreterException;
import dev.clutch.pool.InterpreterPool;
import dev.clutch.pool.PoolConfig;
import dev.clutch.queue.MessageQueue;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Interpreters that are used again, that are made in advance, and that have modules preloaded. */
public abstract class ReuseContract extends PythonContract {
    private static final InterpreterConfig PLAIN = InterpreterConfig.isolated();
    private static final InterpreterConfig LOADED = PLAIN.withPreload(List.of("colorsys"));

    /** For subclasses. */
    protected ReuseContract() {}

    private Spares spares() {
        return interpreters().spares();
    }

    private void keep(InterpreterConfig config, int count) throws InterruptedException {
        spares().keep(config, count);
        spares().await(config);
    }

    @AfterEach
    final void keepNone() {
        spares().keep(PLAIN, 0);
        spares().keep(LOADED, 0);
    }

    // ---- spares -------------------------------------------------------------------------------------------

    @Test
    void aSpareIsTakenAndMadeAgain() throws InterruptedException {
        keep(PLAIN, 1);
        assertThat(spares().ready(PLAIN)).isEqualTo(1);
        try (Interpreter taken = interpreters().create()) {
            assertThat(evaluate(taken, "1 + 1")).isEqualTo(2L);
            spares().await(PLAIN);
            assertThat(spares().ready(PLAIN)).isEqualTo(1);
        }
    }

    @Test
    void sparesAreInNoList() throws InterruptedException {
        List<Interpreter> before = interpreters().list();
        Object seen = python().call("concurrent.interpreters:list_all");
        keep(PLAIN, 2);
        assertThat(interpreters().list()).isEqualTo(before);
        assertThat(python().call("concurrent.interpreters:list_all")).isEqualTo(seen);
    }

    @Test
    void whatIsTakenHasTheConfigThatWasAskedFor() throws InterruptedException {
        InterpreterConfig noThreads = new InterpreterConfig(false, false, false, false, false, true, PLAIN.gil());
        keep(PLAIN, 1);
        try (Interpreter made = interpreters().create(noThreads)) {
            assertThat(made.config()).isEqualTo(noThreads);
            assertThat(spares().ready(PLAIN)).isEqualTo(1);
        }
    }

    @Test
    void aSpareWithMoreModulesServesToo() throws InterruptedException {
        keep(LOADED, 1);
        try (Interpreter taken = interpreters().create()) {
            assertThat(evaluate(taken, "'colorsys' in __import__('sys').modules"))
                    .isEqualTo(true);
        }
        spares().await(LOADED);
        InterpreterConfig other = PLAIN.withPreload(List.of("this_is_no_module"));
        assertThatThrownBy(() -> interpreters().create(other)).isInstanceOf(ExecutionFailedException.class);
        assertThat(spares().ready(LOADED)).isEqualTo(1);
    }

    @Test
    void poolsTakeSpares() throws InterruptedException {
        keep(LOADED, 1);
        PoolConfig config = PoolConfig.fixed(1).withPreload("colorsys");
        try (InterpreterPool pool = interpreters().createPool(config)) {
            assertThat(pool.call("builtins:eval", "'colorsys' in __import__('sys').modules", Map.of())
                            .join())
                    .isEqualTo(true);
        }
    }

    @Test
    void whatCannotBeMadeIsNotKept() throws InterruptedException {
        InterpreterConfig impossible = PLAIN.withPreload(List.of("this_is_no_module"));
        keep(impossible, 1);
        assertThat(spares().ready(impossible)).isZero();
        assertThatThrownBy(() -> spares().keep(PLAIN, -1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void closingAllInterpretersClosesTheSpares() throws InterruptedException {
        keep(PLAIN, 1);
        Spares old = spares();
        reopen();
        assertThat(old.ready(PLAIN)).isZero();
        assertThatThrownBy(() -> old.keep(PLAIN, 1)).isInstanceOf(InterpreterException.class);
    }

    @Test
    void pythonCodeKeepsSpares() {
        everywhere("""
                import clutch
                clutch.keep_spares(1, preload=['colorsys'], wait=True)
                def is_loaded():
                    import sys
                    return 'colorsys' in sys.modules
                taken = create()
                assert taken.call(is_loaded)
                taken.close()
                clutch.keep_spares(0, preload=['colorsys'])
                assert 'no_such' in str(raises(RuntimeError, clutch.keep_spares, 1, preload=['no_such'], wait=True))
                raises(TypeError, clutch.keep_spares, 1, preload='colorsys')
                raises(TypeError, clutch.keep_spares, 1, preload=[1])
                """);
    }

    // ---- reset --------------------------------------------------------------------------------------------

    @Test
    void afterAResetMainIsEmpty() {
        Object before = evaluate("sorted(__import__('__main__').__dict__)");
        python().exec("x = 1; __name__ = 'other'");
        python().reset();
        assertThat(evaluate("sorted(__import__('__main__').__dict__)")).isEqualTo(before);
        assertThat(valueOf(python(), "__name__")).isEqualTo("__main__");
    }

    @Test
    void modulesAreImportedAnew(@TempDir Path folder) throws Exception {
        Files.createDirectory(folder.resolve("shop"));
        Files.writeString(folder.resolve("shop/__init__.py"), "count = 0");
        Files.writeString(folder.resolve("shop/goods.py"), "stock = []");
        python().call("sys:path.insert", 0L, folder.toString());
        python().exec("import shop.goods; shop.count += 1; shop.goods.stock.append(1)");
        python().reset();
        python().exec("""
                import sys
                assert 'shop' not in sys.modules and 'shop.goods' not in sys.modules
                """);
        assertThatThrownBy(() -> python().exec("import shop")).hasMessageContaining("No module named 'shop'");
        python().call("sys:path.insert", 0L, folder.toString());
        python().exec("import shop.goods; assert shop.count == 0 and shop.goods.stock == []");
    }

    @Test
    void sysAndBuiltinsAreWhatTheyWere() {
        python().exec("""
                import builtins, sys
                builtins.pow = builtins.extra = 1
                sys.extra = sys.excepthook = None
                sys.path.append('/nowhere')
                sys.stdout = None
                """);
        python().reset();
        python().exec("""
                import builtins, sys
                assert pow(2, 3) == 8 and not hasattr(builtins, 'extra') and not hasattr(sys, 'extra')
                assert sys.excepthook is sys.__excepthook__ and '/nowhere' not in sys.path and sys.stdout is not None
                """);
    }

    @Test
    void whatWasPreloadedAndTheStandardLibraryStay() {
        try (Interpreter interpreter = interpreters().create(LOADED)) {
            interpreter.exec("import colorsys, json; colorsys.mark = json.mark = 1");
            interpreter.reset();
            interpreter.exec("import colorsys, json; assert colorsys.mark == json.mark == 1");
        }
    }

    @Test
    void objectsOfMainAreFreed() {
        MessageQueue freed = queueIn(python(), "freed");
        python().exec("""
                class Last:
                    def __init__(self, queue): self.queue = queue
                    def __del__(self): self.queue.put('freed')
                kept = [Last(freed)]
                kept.append(kept)
                """);
        python().reset();
        assertThat(freed.size()).isEqualTo(1);
    }

    @Test
    void functionsThatWereSentStartAgain() {
        everywhere("""
                count = 0
                def increment():
                    global count
                    count += 1
                    return count
                there = create()
                assert [there.call(increment), there.call(increment)] == [1, 2]
                there.reset()
                assert [there.call(increment), there.call(increment)] == [1, 2]
                there.close()
                """);
    }

    @Test
    void aResetIsRefusedWhereItCannotBe() {
        assertThatThrownBy(() -> interpreters().main().reset()).isInstanceOf(InterpreterException.class);
        MessageQueue never = queueIn(python(), "never");
        python().exec("""
                import threading
                from concurrent import interpreters
                kept = 1
                thread = threading.Thread(target=never.get)
                thread.start()
                """);
        assertThatThrownBy(() -> python().reset())
                .isInstanceOf(InterpreterException.class)
                .hasMessageContaining("1 of the threads");
        never.asBlockingQueue().add(1L);
        python().exec("thread.join(); assert kept");
        python().reset();
        assertThatThrownBy(() -> python().exec("""
                from concurrent import interpreters
                interpreters.get_current().reset()
                """)).hasMessageContaining("InterpreterError");
    }
}
