package dev.clutch.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clutch.Interpreter;
import dev.clutch.buffer.Buffer;
import dev.clutch.buffer.Layout;
import dev.clutch.queue.MessageQueue;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
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
    void gapsAndDirectionsStay() {
        python().exec("""
                memory = bytearray(range(10))
                queue.put(memoryview(memory)[1:9:3])
                queue.put(memoryview(memory)[::-2])
                queue.put(memoryview(memory)[5:5:2])
                """);
        other.exec("""
                view, backwards, empty = queue.get(), queue.get(), queue.get()
                assert (view.tolist(), view.strides, view.contiguous) == ([1, 4, 7], (3,), False)
                assert (backwards.tolist(), backwards.strides) == ([9, 7, 5, 3, 1], (-2,))
                assert empty.tolist() == [] and empty.nbytes == 0
                view[1], backwards[0] = 40, 90
                """);
        python().exec("assert memory[4] == 40 and memory[9] == 90");
    }

    @Test
    void anyFormatStays() {
        python().exec("""
                import ctypes
                class Point(ctypes.Structure):
                    _fields_ = [('x', ctypes.c_int), ('y', ctypes.c_double)]
                points = (Point * 2)((1, 2.5), (3, 4.5))
                here = memoryview(points)
                queue.put(here)
                queue.put((here.format, here.itemsize, here.shape, bytes(here)))
                queue.put(memoryview(ctypes.c_int(7)))
                """);
        other.exec("""
                view, told, number = queue.get(), queue.get(), queue.get()
                assert (view.format, view.itemsize, view.shape, bytes(view)) == told, view.format
                assert (number.ndim, number.shape, number.cast('B')[0]) == (0, (), 7)
                """);
    }

    @Test
    void theObjectBelowGivesTheMemoryToWhoeverAsks() {
        python().exec("""
                memory = bytearray(range(6))
                queue.put(memoryview(memory)[::2])
                queue.put(memoryview(memory).cast('h', (1, 3)))
                queue.put(memoryview(memory).toreadonly().cast('h'))
                """);
        other.exec("""
                import struct, zlib
                def refused(function, *arguments):
                    try:
                        function(*arguments)
                    except (BufferError, TypeError):
                        return True
                gaps, grid, fixed = queue.get(), queue.get(), queue.get()
                assert refused(zlib.crc32, gaps.obj) and zlib.crc32(grid.obj) == zlib.crc32(bytes(range(6)))
                assert struct.unpack_from('<3h', grid.obj) == (256, 770, 1284)
                struct.pack_into('<h', grid.obj, 0, 7)
                assert refused(struct.pack_into, '<h', fixed.obj, 0, 8)
                """);
        python().exec("assert memory[0] == 7");
    }

    @Test
    void aViewOverPointersIsCopied() {
        Interpreter main = interpreters().main(); // extension modules for tests refuse others
        main.prepareMain(Map.of("queue", queue));
        main.exec("""
                import _testbuffer as testing
                rows = testing.ndarray([1, 2, 3, 4], shape=[2, 2], format='B', flags=testing.ND_PIL | testing.ND_WRITABLE)
                queue.put(memoryview(rows))
                del queue, rows, testing
                """);
        other.exec("assert queue.get().tolist() == [[1, 2], [3, 4]]");
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
        Interpreter dead = interpreters().create(config());
        dead.prepareMain(Map.of("queue", queue));
        dead.exec("queue.put(memoryview(bytearray(b'spam' * 1000)))");
        other.exec("view = queue.get()");
        dead.close();
        other.exec("assert view[-4:] == b'spam'; view[0] = 1");
    }

    @Test
    void theMemoryOutlivesAnInterpreterThatHasHandedAViewOn() {
        Interpreter between = interpreters().create(config());
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
        Interpreter dead = interpreters().create(config());
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
        try (Buffer buffer = next()) {
            try (Arena arena = Arena.ofConfined()) {
                MemorySegment segment = buffer.segment(arena);
                segment.set(ValueLayout.JAVA_BYTE, 0, (byte) 'S');
            }
            assertThat(buffer.phase()).isEqualTo("shared");
        }
        python().exec("assert memory == b'Spam'; memory.append(1)");
    }

    @Test
    void javaIsToldTheLayout() throws InterruptedException {
        python().exec("""
                import array
                memory = array.array('h', range(6))
                queue.put(memoryview(memory)[4::-2])
                queue.put(memoryview(memory))
                queue.put(memoryview(b'plain'))
                """);
        try (Buffer backwards = next();
                Buffer numbers = next();
                Buffer plain = next()) {
            assertThat(backwards.layout()).isEqualTo(new Layout("h", 2, List.of(3L), List.of(-4L), 8));
            assertThat(backwards.size()).isEqualTo(10);
            assertThat(numbers.layout()).isEqualTo(new Layout("h", 2, List.of(6L), List.of(2L), 0));
            assertThat(plain.layout()).isNull();
        }
    }

    private Buffer next() throws InterruptedException {
        return (Buffer) Objects.requireNonNull(queue.get());
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
