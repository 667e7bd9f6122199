package dev.clutch.cpython;

import dev.clutch.Interpreter;
import dev.clutch.tck.EngineContract;
import org.junit.jupiter.api.Test;

/** C code that asks by which state its thread is attached hears the truth, whoever ends an interpreter. */
class GilStateTest extends EngineContract {
    private static final String ASK = """
            import ctypes
            ctypes.pythonapi.PyGILState_GetThisThreadState.restype = ctypes.c_void_p
            ctypes.pythonapi.PyThreadState_Get.restype = ctypes.c_void_p
            def know_your_state():
                bound = ctypes.pythonapi.PyGILState_GetThisThreadState()
                assert bound == ctypes.pythonapi.PyThreadState_Get(), bound
            """;

    @Test
    void afterItHasEndedAnInterpreterThatAnotherThreadHadEntered() throws InterruptedException {
        Interpreter main = interpreters().main();
        Interpreter ended = interpreters().create();
        onAnotherThread(() -> ended.exec("pass"));
        main.exec(ASK + "from concurrent import interpreters; interpreters.Interpreter(" + ended.id() + ").close()\n"
                + "know_your_state(); ctypes.CFUNCTYPE(None)(know_your_state)()");
    }

    @Test
    void whenItComesBackFromAnotherInterpreter() {
        Interpreter main = interpreters().main();
        main.exec(ASK + """
                from concurrent import interpreters
                other = interpreters.create()
                for _ in range(3):
                    other.exec("import _thread")
                    know_your_state()
                other.close()
                know_your_state()
                """);
    }

    @Test
    void whenAThreadOfPythonHasVisitedAnInterpreterThatEndedMeanwhile() {
        interpreters().main().exec(ASK + """
                import threading
                from concurrent import interpreters
                other, left, ended, failed = interpreters.create(), threading.Event(), threading.Event(), []
                def visit():
                    other.exec("pass")
                    left.set()
                    ended.wait()
                    try:
                        know_your_state()
                    except AssertionError as error:
                        failed.append(error)
                visitor = threading.Thread(target=visit)
                visitor.start()
                left.wait()
                other.close()
                ended.set()
                visitor.join()
                assert not failed, failed
                """);
    }

    private static void onAnotherThread(Runnable work) throws InterruptedException {
        Thread thread = new Thread(work);
        thread.start();
        thread.join();
    }
}
