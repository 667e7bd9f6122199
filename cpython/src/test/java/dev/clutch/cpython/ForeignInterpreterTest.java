package dev.clutch.cpython;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clutch.Interpreter;
import dev.clutch.tck.EngineContract;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Interpreters that C code makes by itself, here CPython's module for its own tests. */
class ForeignInterpreterTest extends EngineContract {
    private static final String MAKE = """
            import _interpreters, _testinternalcapi
            from concurrent import interpreters
            foreign = _testinternalcapi.create_interpreter(_interpreters.new_config(), whence=_interpreters.WHENCE_XI)
            def refused(function, *args, **keywords):
                try:
                    function(*args, **keywords)
                except interpreters.InterpreterError as error:
                    assert 'unrecognized' in str(error), error
                else:
                    assert False, function
            """;

    private Interpreter main() {
        return interpreters().main();
    }

    @AfterEach
    void destroy() {
        main().exec("""
                if foreign in [id for id, _ in _interpreters.list_all()]:
                    _interpreters.destroy(foreign)
                """);
    }

    @Test
    void itHasAnIdOfTheSameCount() {
        main().exec(MAKE);
        try (Interpreter next = interpreters().create()) {
            main().exec("assert foreign + 1 == " + next.id());
            assertThat(interpreters().list()).contains(next);
        }
    }

    @Test
    void itIsListedWithWhereItCameFrom() {
        main().exec(MAKE);
        main().exec("""
                assert (foreign, _interpreters.WHENCE_XI) in _interpreters.list_all()
                assert interpreters.Interpreter(foreign) in interpreters.list_all()
                assert interpreters.Interpreter(foreign).whence == 'cross-interpreter C-API'
                """);
    }

    @Test
    void itIsListedInEveryInterpreter() {
        main().exec(MAKE);
        long foreign = ((Number) java.util.Objects.requireNonNull(main().call("eval", "foreign"))).longValue();
        python().exec("import _interpreters; assert (" + foreign + ", 4) in _interpreters.list_all()");
    }

    @Test
    void javaDoesNotHaveIt() {
        int before = interpreters().list().size();
        main().exec(MAKE);
        assertThat(interpreters().list()).hasSize(before);
    }

    @Test
    void itIsNotTouched() {
        main().exec(MAKE);
        main().exec("""
                one = interpreters.Interpreter(foreign)
                for function in (one.close, lambda: one.exec('pass'), lambda: one.call(len, ''), lambda: one.prepare_main(x=1)):
                    refused(function)
                for function in (_interpreters.is_running, _interpreters.get_config, _interpreters.destroy):
                    refused(function, foreign, restrict=True)
                assert not one.is_running()
                """);
    }

    @Test
    void whoSaysSoMayUseIt() {
        main().exec(MAKE);
        main().exec("""
                assert _interpreters.get_config(foreign) == _interpreters.new_config()
                _interpreters.set___main___attrs(foreign, {'x': 1})
                assert _interpreters.exec(foreign, 'assert x == 1') is None
                assert _interpreters.exec(foreign, '1 / 0').type.__name__ == 'ZeroDivisionError'
                _interpreters.destroy(foreign)
                """);
    }

    @Test
    void itIsGoneWhenItIsDestroyed() {
        main().exec(MAKE);
        main().exec("""
                assert foreign in [id for id, _ in _interpreters.list_all()]
                _testinternalcapi.destroy_interpreter(foreign)
                assert foreign not in [id for id, _ in _interpreters.list_all()]
                try:
                    _interpreters.whence(foreign)
                except interpreters.InterpreterNotFoundError:
                    pass
                else:
                    assert False
                """);
    }

    @Test
    void interpretersThatAreBeingMadeAreNotTakenForForeign() throws Exception {
        main().exec(MAKE);
        main().exec("""
                import threading
                def make():
                    for _ in range(4):
                        interpreters.create().close()
                makers = [threading.Thread(target=make) for _ in range(2)]
                for maker in makers: maker.start()
                while any(maker.is_alive() for maker in makers):
                    odd = [pair for pair in _interpreters.list_all() if pair[1] not in (1, 5) and pair[0] != foreign]
                    assert not odd, odd
                for maker in makers: maker.join()
                """);
    }
}
