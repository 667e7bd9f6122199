package dev.clutch.tck;

import org.junit.jupiter.api.Test;

/** {@code concurrent.interpreters} of PEP 734, from inside hosted code: interpreters. */
public abstract class PythonApiContract extends PythonContract {

    /** For subclasses. */
    protected PythonApiContract() {}

    @Test
    void theModuleHasPythonsNames() {
        everywhere("""
                names = '''get_current get_main create list_all is_shareable Interpreter InterpreterError
                    InterpreterNotFoundError ExecutionFailed NotShareableError create_queue Queue QueueEmpty
                    QueueFull'''.split()
                assert sorted(interpreters.__all__) == sorted(names), interpreters.__all__
                for name in names:
                    getattr(interpreters, name)
                """);
    }

    @Test
    void errorsAreRelatedAsInPython() {
        everywhere("""
                import queue
                assert issubclass(InterpreterError, Exception)
                assert issubclass(InterpreterNotFoundError, InterpreterError)
                assert issubclass(ExecutionFailed, InterpreterError)
                assert issubclass(NotShareableError, TypeError)
                assert issubclass(QueueEmpty, queue.Empty)
                assert issubclass(QueueFull, queue.Full)
                """);
    }

    @Test
    void createMakesAnIdleInterpreter() {
        everywhere("""
                made = create()
                assert type(made) is Interpreter
                assert type(made.id) is int and made.id > 0
                assert repr(made) == f'Interpreter({made.id})'
                assert not made.is_running()
                assert made in list_all()
                made.close()
                assert made.id not in [i.id for i in list_all()]
                """);
    }

    @Test
    void oneObjectStandsForOneInterpreter() {
        everywhere("""
                made = create()
                assert Interpreter(made.id) is made
                assert made == made and made != get_main() and len({made, Interpreter(made.id)}) == 1
                assert [i for i in list_all() if i.id == made.id] == [made]
                assert get_current() is get_current() and get_main() is get_main()
                made.close()
                """);
    }

    @Test
    void theCurrentAndTheMainInterpreterAreListed() {
        everywhere("""
                assert get_main().id == 0
                assert get_main() in list_all() and get_current() in list_all()
                assert get_main().is_running() and get_current().is_running()
                def current_id():
                    from concurrent import interpreters
                    return interpreters.get_current().id
                made = create()
                assert made.call(current_id) == made.id
                made.close()
                """);
    }

    @Test
    void anInterpreterIsFoundByItsIdOnly() {
        everywhere("""
                raises(InterpreterNotFoundError, Interpreter, 10**9)
                raises(ValueError, Interpreter, -1)
                raises(TypeError, Interpreter, '1')
                raises(TypeError, Interpreter, 1.0)
                raises(AttributeError, setattr, get_main(), 'id', 7)
                """);
    }

    @Test
    void anInterpreterThatNobodyHoldsIsClosed() {
        everywhere("""
                made = create()
                id = made.id
                del made
                gc.collect()
                raises(InterpreterNotFoundError, Interpreter, id)
                """);
    }

    @Test
    void listAllLeavesOutWhatEndsMeanwhile() {
        everywhere("""
                import _interpreters
                ended = create()
                id = ended.id
                ended.close()
                del ended
                with replaced(_interpreters, 'list_all') as listed:
                    _interpreters.list_all = lambda **how: [(id, _interpreters.WHENCE_STDLIB), *listed(**how)]
                    assert get_main() in list_all() and None not in list_all()
                """);
    }

    @Test
    void anInterpreterThatJavaHoldsIsNotClosed() {
        try (var made = interpreters().create()) {
            everywhere("""
                    ids = [i.id for i in list_all()]
                    gc.collect()
                    assert [i.id for i in list_all()] == ids
                    """);
            made.exec("x = 1");
        }
    }

    @Test
    void anInterpreterThatAnotherOneHoldsIsNotClosed() {
        everywhere("""
                keeper, made = create(), create()
                keeper.prepare_main(kept=made)
                id = made.id
                del made
                gc.collect()
                assert id in [i.id for i in list_all()]
                keeper.exec('kept.exec("x = 1")')
                keeper.exec('kept.close(); del kept')
                raises(InterpreterNotFoundError, Interpreter, id)
                keeper.close()
                """);
    }

    @Test
    void aClosedInterpreterRefusesEverything() {
        everywhere("""
                made = create()
                id = made.id
                made.close()
                assert made.id == id and repr(made) == f'Interpreter({id})'
                for call in (made.close, made.is_running, lambda: made.exec('pass'), lambda: made.call(len, ''),
                             lambda: made.prepare_main(x=1)):
                    raises(InterpreterNotFoundError, call)
                """);
    }

    @Test
    void theMainAndTheCurrentInterpreterCannotBeClosed() {
        everywhere("""
                for one in (get_main(), get_current()):
                    error = raises(InterpreterError, one.close)
                    assert not isinstance(error, InterpreterNotFoundError)
                """);
    }

    @Test
    void interpretersArePickledByTheirId() {
        everywhere("""
                import copy, pickle
                made = create()
                assert pickle.loads(pickle.dumps(made)) is made
                assert copy.copy(made) is made
                other = create()
                assert other.call(lambda i: i.id, made) == made.id
                assert other.call(lambda i: [i], made) == [made]
                text = pickle.dumps(made)
                made.close()
                del made
                gc.collect()
                raises(InterpreterNotFoundError, pickle.loads, text)
                other.close()
                """);
    }

    @Test
    void closeJoinsTheInterpretersThreads() {
        everywhere("""
                queue = create_queue()
                made = create()
                made.prepare_main(queue=queue)
                made.exec('''if True:
                    import threading, time
                    def work():
                        time.sleep(0.05)
                        queue.put('done')
                    threading.Thread(target=work).start()
                    ''')
                made.close()
                assert queue.qsize() == 1
                """);
    }

    @Test
    void manyInterpretersMayBeUsedByManyThreads() {
        everywhere("""
                import threading
                failures = []
                def work(n):
                    try:
                        made = create()
                        assert made.call(pow, n, 2) == n * n
                        made.close()
                    except BaseException as error:
                        failures.append(error)
                threads = [threading.Thread(target=work, args=(n,)) for n in range(8)]
                for thread in threads: thread.start()
                for thread in threads: thread.join()
                assert not failures, failures
                """);
    }
}
