package dev.clutch.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clutch.Interpreter;
import dev.clutch.buffer.Buffer;
import dev.clutch.queue.MessageQueue;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A memory view crosses as a view of the same memory (PEP 734), and that memory is there as long as anyone sees it. */
public abstract class MemoryViewContract extends EngineContract {
    private MessageQueue queue;
    private Interpreter other;

    /** For subclasses. */
    @SuppressWarnings("NullAway.Init") // set before each test
    protected MemoryViewContract() {}

    @BeforeEach
    void prepare() {
        queue = interpreters().createQueue();
        other = interpreters().create();
        python().prepareMain(Map.of("queue", queue));
        other.prepareMain(Map.of("queue", queue));
    }

    @AfterEach
    void nothingIsShared() {
        other.close();
        queue.close();
    }

    @Test
    void whatOneWritesTheOtherSees() {
        python().exec("memory = bytearray(b'spam'); queue.put(memoryview(memory))");
        other.exec("view = queue.get(); assert view == b'spam' and not view.readonly; view[0] = ord('S')");
        python().exec("assert memory == b'Spam'; memory[3] = ord('M')");
        other.exec("assert view == b'SpaM'");
    }

    @Test
    void aLoopInAnotherInterpreterIsStoppedByAByte() {
        python().exec("""
                from concurrent import interpreters
                import threading
                flag = bytearray(2)
                looping = interpreters.create()
                looping.prepare_main(flag=memoryview(flag), queue=queue)
                thread = threading.Thread(target=looping.exec, args=('''
                queue.put('begun')
                while not flag[0]:
                    pass
                flag[1] = 1
                ''',))
                thread.start()
                assert queue.get() == 'begun'
                flag[0] = 1
                thread.join()
                assert flag[1] == 1
                looping.close()
                """);
    }

    @Test
    void formatAndShapeStay() {
        python().exec("""
                import array
                numbers = array.array('d', range(6))
                queue.put(memoryview(numbers).cast('B').cast('d', (2, 3)))
                """);
        other.exec("""
                grid = queue.get()
                assert (grid.format, grid.shape, grid.tolist()) == ('d', (2, 3), [[0, 1, 2], [3, 4, 5]])
                grid[1, 2] = 70
                """);
        python().exec("assert numbers[5] == 70");
    }

    @Test
    void whatIsReadOnlyStaysSo() {
        python().exec("queue.put(memoryview(b'fixed')); queue.put(memoryview(bytearray(4)).toreadonly())");
        other.exec("""
                for _ in range(2):
                    view = queue.get()
                    assert view.readonly
                    try:
                        view[0] = 1
                    except TypeError:
                        continue
                    assert False, view
                """);
    }

    @Test
    void aViewThatIsNotContiguousIsCopied() {
        python().exec("memory = bytearray(range(6)); queue.put(memoryview(memory)[::2])");
        other.exec("view = queue.get(); assert view.tolist() == [0, 2, 4]; view[0] = 9");
        python().exec("assert memory[0] == 0");
    }

    @Test
    void aFormatThatMemoryViewsDoNotKnowArrivesAsBytes() {
        python().exec("import ctypes; memory = (ctypes.c_int * 2)(1, 2); queue.put(memoryview(memory))");
        other.exec("view = queue.get(); assert view.format == 'B' and view.nbytes == 8, view.format");
    }

    @Test
    void theMemoryStaysWhereItIsUntilNobodySeesIt() {
        python().exec("""
                memory = bytearray(4)
                queue.put(memoryview(memory))
                try:
                    memory.append(1)
                except BufferError:
                    pass
                else:
                    assert False
                """);
        other.exec("view = queue.get(); del view");
        python().exec("memory.append(1)");
    }

    @Test
    void aViewThatNobodyReceivesIsGivenBack() {
        python().exec("memory = bytearray(4); queue.put(memoryview(memory))");
        queue.close();
        python().exec("memory.append(1)");
    }

    @Test
    void releasingTheViewThatWasSentChangesNothing() {
        python().exec("memory = bytearray(b'spam'); view = memoryview(memory); queue.put(view); view.release()");
        other.exec("assert queue.get() == b'spam'");
    }

    @Test
    void theMemoryOutlivesTheInterpreterOfItsObject() {
        Interpreter dead = interpreters().create();
        dead.prepareMain(Map.of("queue", queue));
        dead.exec("queue.put(memoryview(bytearray(b'spam' * 1000)))");
        other.exec("view = queue.get()");
        dead.close();
        other.exec("assert view[-4:] == b'spam'; view[0] = 1");
    }

    @Test
    void theMemoryOutlivesAnInterpreterThatHasHandedAViewOn() {
        Interpreter between = interpreters().create();
        between.prepareMain(Map.of("queue", queue));
        python().exec("memory = bytearray(b'spam and eggs'); queue.put(memoryview(memory))");
        between.exec("queue.put(queue.get()[9:])");
        other.exec("view = queue.get()");
        between.close();
        python().exec("memory[9] = ord('E')");
        other.exec("assert view == b'Eggs'; del view");
        python().exec("memory.append(1)");
    }

    @Test
    void whatADeadInterpreterHasSentIsReceivedWhereItemsAreKept() {
        Interpreter dead = interpreters().create();
        dead.prepareMain(Map.of("queue", queue));
        dead.exec("queue.put(memoryview(bytearray(b'spam')))");
        dead.close();
        other.exec("assert queue.get() == b'spam'");
    }

    @Test
    void whatADeadInterpreterHasSentIsGoneWhereItemsAreUnbound() {
        python().exec("""
                from concurrent import interpreters
                from concurrent.interpreters._queues import UNBOUND
                unbinding, dead = interpreters.create_queue(), interpreters.create()
                dead.prepare_main(queue=unbinding)
                dead.exec("queue.put(memoryview(bytearray(b'spam')))")
                dead.close()
                assert unbinding.get() is UNBOUND
                """);
    }

    @Test
    void anObjectInAContainerIsSharedOnce() {
        python().exec("memory = bytearray(2); view = memoryview(memory); queue.put({'a': [view], 'b': view})");
        other.exec("got = queue.get(); assert got['a'][0] is got['b']; got['b'][0] = 1");
        python().exec("assert memory[0] == 1");
    }

    @Test
    void javaSeesTheSameMemory() throws InterruptedException {
        python().exec("memory = bytearray(b'spam'); queue.put(memoryview(memory))");
        try (Buffer buffer = (Buffer) Objects.requireNonNull(queue.get())) {
            try (Arena arena = Arena.ofConfined()) {
                MemorySegment segment = buffer.segment(arena);
                segment.set(ValueLayout.JAVA_BYTE, 0, (byte) 'S');
            }
            assertThat(buffer.phase()).isEqualTo("shared");
        }
        python().exec("assert memory == b'Spam'; memory.append(1)");
    }

    @Test
    void aReleasedViewIsRefused() {
        python().exec("""
                view = memoryview(b'gone')
                view.release()
                try:
                    queue.put(view)
                except ValueError:
                    pass
                else:
                    assert False
                """);
    }
}
