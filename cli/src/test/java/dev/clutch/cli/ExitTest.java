package dev.clutch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The end of a program: handlers, threads and interpreters that are still there. */
class ExitTest extends ProcessTest {
    @Test
    void handlersRunLastFirst() {
        String program = """
                import atexit
                atexit.register(print, 1)
                atexit.register(print, 2)
                print(0)
                raise ValueError
                """;
        assertThat(same("-c", program).out()).isEqualTo("0\n2\n1\n");
    }

    @Test
    void threadsEndBeforeHandlersRun() {
        String program = """
                import atexit, threading, time
                atexit.register(print, 'handler')
                def work():
                    time.sleep(0.2)
                    print('thread')
                threading.Thread(target=work).start()
                print('main')
                """;
        assertThat(same("-c", program).out()).isEqualTo("main\nthread\nhandler\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"time.sleep(60)", "while True: pass", "threading.Lock().acquire(); lock.acquire()"})
    void nobodyWaitsForDaemons(String work) {
        assertThat(same("-c", """
                import threading, time
                lock = threading.Lock()
                lock.acquire()
                def work():
                    %s
                for i in range(3):
                    threading.Thread(target=work, daemon=True).start()
                print('end')
                """.formatted(work))).isEqualTo(new Ended(0, "end\n", ""));
    }

    @Test
    void aPoolThatIsLeftOpenFinishesItsWork() {
        String program = """
                import concurrent.futures, time
                pool = concurrent.futures.ThreadPoolExecutor()
                pool.submit(lambda: (time.sleep(0.2), print('worked')))
                print('end')
                """;
        assertThat(same("-c", program).out()).isEqualTo("end\nworked\n");
    }

    @Test
    void objectsMayLiveToTheEnd() {
        String program = """
                class Late:
                    def __del__(self):
                        print('deleted')
                late = Late()
                print('end')
                """;
        same("-c", program);
    }

    @Test
    void interpretersAreClosedAndRunTheirHandlers() {
        String program = """
                from concurrent import interpreters
                interpreter = interpreters.create()
                interpreter.exec('import atexit; atexit.register(print, "handler")')
                print('end')
                """;
        assertThat(clutchRun("-c", program)).isEqualTo(new Ended(0, "end\nhandler\n", ""));
    }

    @Test
    void aThreadMayWorkInAnInterpreterToItsEnd() {
        String program = """
                import threading
                from concurrent import interpreters
                interpreter = interpreters.create()
                work = 'import time; time.sleep(0.2); print("worked")'
                threading.Thread(target=interpreter.exec, args=(work,)).start()
                print('end', flush=True)
                """;
        assertThat(clutchRun("-c", program)).isEqualTo(new Ended(0, "end\nworked\n", ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"while True: pass", "queue.get()", "import time; time.sleep(0.5)"})
    void aDaemonInAnInterpreterIsStopped(String work) {
        assertThat(clutchRun("-c", """
                import threading
                from concurrent import interpreters
                interpreter = interpreters.create()
                interpreter.prepare_main(queue=interpreters.create_queue())
                threading.Thread(target=interpreter.exec, args=('%s',), daemon=True).start()
                print('end')
                """.formatted(work))).isEqualTo(new Ended(0, "end\n", ""));
    }

    @Test
    void aDaemonWaitsForAQueueInVain() {
        String program = """
                import threading
                from concurrent import interpreters
                queue = interpreters.create_queue()
                threading.Thread(target=queue.get, daemon=True).start()
                print('end')
                """;
        assertThat(clutchRun("-c", program)).isEqualTo(new Ended(0, "end\n", ""));
    }
}
