package dev.clutch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What a plain process would survive, and a JVM would not. */
class GuardsTest extends ProcessTest {

    @Test
    void faultHandlersAreOnlyRemembered() {
        String program = """
                import faulthandler, signal
                from concurrent import interpreters
                print(faulthandler.is_enabled())
                faulthandler.enable()
                print(faulthandler.is_enabled())
                interpreters.create().exec('x = list(range(1000))')
                print(faulthandler.disable(), faulthandler.disable(), faulthandler.is_enabled())
                """;
        assertThat(same("-c", program)).isEqualTo(new Ended(0, "False\nTrue\nTrue False False\n", ""));
        assertThat(same("-X", "faulthandler", "-c", program).out()).startsWith("True\n");
    }

    @Test
    void stacksHaveRoomForJava() {
        String program = """
                import _thread, threading
                from concurrent import interpreters
                queue = interpreters.create_queue()
                print(threading.stack_size(64 * 1024))
                thread = threading.Thread(target=queue.put, args=('from a small stack',))
                thread.start()
                thread.join()
                print(queue.get(), threading.stack_size(1024 * 1024), _thread.stack_size(), threading.stack_size())
                """;
        assertThat(clutchRun("-c", program)).isEqualTo(new Ended(0, "0\nfrom a small stack 262144 1048576 0\n", ""));
        String small = "import threading; print(threading.stack_size(64 * 1024), threading.stack_size())";
        assertThat(run(Program.bundledPython(), "-c", small).out()).isEqualTo("0 65536\n");
    }

    @Test
    void framesOfOtherThreadsAreShownToAnInterpreterThatIsAlone() {
        String program = """
                import sys, threading
                from concurrent import interpreters
                gate = threading.Event()
                thread = threading.Thread(target=gate.wait)
                thread.start()
                def show():
                    frames = sys._current_frames()
                    own = frames[threading.get_ident()].f_code.co_name
                    print(len(frames), own, thread.ident in frames, len(sys._current_exceptions()))
                show()
                interpreter = interpreters.create()
                show()
                interpreter.close()
                show()
                gate.set()
                """;
        String alone = "2 show True 2\n";
        assertThat(clutchRun("-c", program)).isEqualTo(new Ended(0, alone + "1 show False 1\n" + alone, ""));
        assertThat(run(Program.bundledPython(), "-c", program).out()).startsWith(alone);
    }
}
