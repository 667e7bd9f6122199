package dev.clutch.tck;

import org.junit.jupiter.api.Test;

/** {@code clutch.Buffer} as Python code sees it. */
public abstract class PythonBufferApiContract extends PythonContract {

    /** For subclasses. */
    protected PythonBufferApiContract() {}

    @Test
    void itIsMadeOfASizeOrOfBytes() {
        everywhere("""
                import array
                from clutch import Buffer
                assert bytes(Buffer(3)) == bytes(3)
                assert bytes(Buffer(0)) == b''
                assert bytes(Buffer(b'abc')) == bytes(Buffer(bytearray(b'abc'))) == b'abc'
                assert bytes(Buffer(array.array('H', [1, 2]))) == bytes([1, 0, 2, 0])
                assert bytes(Buffer(memoryview(b'abcdef')[::2])) == b'ace'
                assert bytes(Buffer(Buffer(b'x'))) == b'x'
                assert len(Buffer(7)) == Buffer(7).nbytes == 7
                raises(ValueError, Buffer, -1)
                raises(TypeError, Buffer, 'text')
                raises(TypeError, Buffer)
                raises(MemoryError, Buffer, 1 << 62)
                raises(OverflowError, Buffer, 1 << 70)
                """);
    }

    @Test
    void itWorksWithWhatWorksOnBytes() {
        everywhere("""
                import array, hashlib, io, struct, zlib
                from clutch import Buffer
                b = Buffer(16)
                struct.pack_into('<d', b, 8, 1.5)
                assert struct.unpack_from('<d', b, 8) == (1.5,)
                assert io.BytesIO(b'0123456789').readinto(b) == 10
                assert bytes(b[:3]) == b[:3] == b'012'
                assert b[0] == 48 and b[-1] == bytes(b)[-1]
                b[0] = 65
                b[1:3] = b'BC'
                assert b[:3] == b'ABC'
                a = array.array('B')
                a.frombytes(b)
                assert a.tobytes() == bytes(b)
                assert hashlib.sha256(b).digest() == hashlib.sha256(bytes(b)).digest()
                assert zlib.crc32(b) == zlib.crc32(bytes(b))
                with memoryview(b) as view:
                    assert view.obj is b and view.format == 'B' and not view.readonly and view.c_contiguous
                    with view.cast('d') as doubles:
                        doubles[0] = 2.5
                assert struct.unpack_from('d', b) == (2.5,)
                assert b.exports == 0
                """);
    }

    @Test
    void nothingBeyondTheEndCanBeReached() {
        everywhere("""
                import struct
                from clutch import Buffer
                b = Buffer(4)
                for index in (4, -5, 1 << 40, -1 << 40):
                    raises(IndexError, lambda: b[index])
                    raises(IndexError, b.__setitem__, index, 0)
                raises(struct.error, struct.pack_into, '<q', b, 0, 0)
                raises(ValueError, b.__setitem__, slice(0, 4), b'too long')
                assert b[2:100] == bytes(2)
                """);
    }

    @Test
    void aMovedOneRaisesOnEveryUse() {
        everywhere("""
                from clutch import Buffer
                q = create_queue()
                b = Buffer(b'abc')
                q.put(b)
                uses = [
                    lambda: memoryview(b), lambda: bytes(b), lambda: b[0], lambda: b[:], lambda: b.__setitem__(0, 1),
                    b.freeze, lambda: b.lend().__enter__(), lambda: q.put(b), lambda: q.put([b]), lambda: Buffer(b)]
                for use in uses:
                    assert 'was sent' in str(raises(BufferError, use))
                assert b.state == 'sent' and len(b) == 3 and 'sent' in repr(b)
                b.release()
                c = q.get()
                assert bytes(c) == b'abc' and c is not b
                raises(BufferError, memoryview, b)
                """);
    }

    @Test
    void whatIsViewedStaysAndNothingElseChanges() {
        everywhere("""
                from clutch import Buffer
                q = create_queue()
                b, other = Buffer(b'abc'), Buffer(b'x')
                view = memoryview(b)
                slices = [view[1:], view.toreadonly(), view.cast('b'), memoryview(view)]
                view.release()
                while slices:
                    for step in (lambda: q.put(b), lambda: q.put([other, {'k': b}]), b.freeze, b.release,
                                 lambda: b.lend().__enter__()):
                        assert 'views' in str(raises(BufferError, step))
                    assert other[0] == 120 and q.empty()
                    slices.pop()
                assert b.exports == 0
                q.put(b)
                """);
    }

    @Test
    void aPutThatFailsGivesEverythingBack() {
        everywhere("""
                from clutch import Buffer
                class Unknown:
                    def __reduce__(self):
                        raise TypeError('not me')
                q = create_queue(1)
                a, b = Buffer(b'a'), Buffer(b'b')
                q.put(0)
                raises(QueueFull, q.put, [a, b], timeout=0)
                raises(QueueFull, q.put, (a, [b]), timeout=0.001)
                raises(NotShareableError, q.put, [a, b, Unknown()])
                raises(ValueError, q.put, a, timeout=-1)
                raises(Exception, __import__('_clutch').queue_put, 0, a, None, 0)
                raises(Exception, __import__('_clutch').queue_size, a)
                assert bytes(a) + bytes(b) == b'ab'
                """);
    }

    @Test
    void itCannotBePickled() {
        everywhere("""
                import copy, pickle
                from clutch import Buffer
                class Holder: pass
                h = Holder()
                h.buffer = Buffer(b'abc')
                assert 'pickle' in str(raises(TypeError, pickle.dumps, h.buffer))
                assert '.buffer' in str(raises(NotShareableError, create_queue().put, h))
                assert bytes(copy.copy(h.buffer)) == bytes(copy.deepcopy(h).buffer) == b'abc'
                """);
    }

    @Test
    void theSameBufferArrivesAsOneObject() {
        everywhere("""
                from clutch import Buffer
                q = create_queue()
                b = Buffer(1)
                q.put([b, (b, {'k': b})])
                one, (two, three) = q.get()
                assert one is two is three['k']
                """);
    }

    @Test
    void callsMoveIt() {
        everywhere("""
                from clutch import Buffer
                def twice(buffer, *, other):
                    buffer[0] *= 2
                    other[0] *= 3
                    return buffer, other
                i = create()
                a, b = Buffer(b'\\5'), Buffer(b'\\5')
                c, d = i.call(twice, a, other=b)
                assert (c[0], d[0]) == (10, 15)
                raises(BufferError, memoryview, a)
                def fail(buffer):
                    raise ValueError(buffer.nbytes)
                raises(ExecutionFailed, i.call, fail, c)
                i.prepare_main(shared=d)
                i.exec('assert shared[0] == 15; shared.freeze()')
                i.close()
                """);
    }

    @Test
    void aFrozenOneIsSharedReadOnly() {
        everywhere("""
                import struct
                from clutch import Buffer
                q = create_queue()
                b = Buffer(b'abc')
                assert b.freeze() is b and b.freeze() is b
                with memoryview(b) as view:
                    assert view.readonly
                    q.put(b)
                    q.put([b, b])
                c, (d, e) = q.get(), q.get()
                assert c.state == 'frozen' and bytes(c) == bytes(d) == bytes(b)
                for x in (b, c, d):
                    raises(TypeError, x.__setitem__, 0, 1)
                    raises(TypeError, struct.pack_into, 'b', x, 0, 1)
                    raises(BufferError, lambda: x.lend().__enter__())
                b.release()
                assert bytes(c) == b'abc'
                """);
    }

    @Test
    void aLentOneCanBeReadUntilTheEnd() {
        everywhere("""
                from clutch import Buffer
                q = create_queue()
                b = Buffer(b'abc')
                with b.lend() as view:
                    assert view.state == 'borrowed' and bytes(view) == b'abc'
                    raises(TypeError, view.__setitem__, 0, 1)
                    for step in (lambda: b[0], lambda: memoryview(b), lambda: q.put(b), b.freeze, b.release):
                        assert 'lent' in str(raises(BufferError, step))
                    raises(BufferError, view.freeze)
                    q.put([view])
                    [other] = q.get()
                    q.put(view)
                raises(BufferError, memoryview, view)
                raises(BufferError, memoryview, other)
                raises(BufferError, memoryview, q.get())
                b[0] = 65
                assert bytes(b) == b'Abc'
                """);
    }

    @Test
    void whoStillReadsWhatWasLentIsReported() {
        everywhere("""
                from clutch import Buffer
                b = Buffer(b'abc')
                def leave_in_use():
                    with b.lend() as view:
                        return memoryview(view)
                lending = b.lend()
                view = lending.__enter__()
                kept = memoryview(view)
                assert 'still read' in str(raises(BufferError, lending.__exit__, None, None, None))
                assert bytes(kept) == b'abc' and view.state == 'closing'
                raises(BufferError, memoryview, view)
                raises(BufferError, memoryview, b)
                kept.release()
                b[0] = 65
                """);
    }

    @Test
    void nobodyCanMakeOrForgeOne() {
        everywhere("""
                import _clutch
                from clutch import Buffer
                b = Buffer(1)
                raises(TypeError, _clutch.Memory)
                raises(TypeError, object.__new__, Buffer)
                raises(TypeError, object.__new__, _clutch.Memory)
                raises(TypeError, lambda: type('Sub', (Buffer,), {}))
                raises(AttributeError, setattr, b, 'id', 1)
                raises(AttributeError, setattr, b, 'name', 1)
                raises(TypeError, setattr, _clutch.Memory, 'id', 1)
                raises(TypeError, setattr, b, '__class__', int)
                class Like(_clutch.Memory):
                    __slots__ = ()
                raises(TypeError, Like)
                b.__class__ = Like
                assert bytes(memoryview(b)) == bytes(1)
                raises(NotShareableError, create_queue().put, b)
                raises(BufferError, _clutch.buffer_freeze, 0)
                raises(BufferError, _clutch.buffer_release, 1 << 60)
                """);
    }

    @Test
    void theMethodsOfTheProtocolCannotBeMisused() {
        everywhere("""
                import pickle
                from clutch import Buffer
                q = create_queue()
                b, other = Buffer(b'abc'), Buffer(b'xyz')
                view = b.__buffer__(0)
                raises(ValueError, other.__release_buffer__, view)
                kept = [view[1:], memoryview(view), pickle.PickleBuffer(view)]
                raises(BufferError, b.__release_buffer__, view)
                assert bytes(view) == b'abc'
                kept.pop().release()
                b.__release_buffer__(view)
                raises(ValueError, b.__release_buffer__, view)
                raises(ValueError, lambda: view[0])
                raises(BufferError, q.put, b)
                assert bytes(kept[0]) == b'bc' and b.exports == 1
                kept.clear()
                raises(TypeError, b.__release_buffer__, None)
                raises(TypeError, b.__release_buffer__)
                class Derived(type(b).__mro__[1]):
                    __slots__ = ()
                    def __buffer__(self, flags):
                        return memoryview(bytearray(2))
                b.__class__ = Derived
                view = memoryview(b)
                assert bytes(view) == bytes(2)
                del view
                b.__class__ = Buffer
                view = memoryview(b)
                b.__class__ = Derived
                del view
                b.__class__ = Buffer
                assert b.exports == 0
                q.put(b)
                """);
    }

    @Test
    void itIsFreedAtOnce() {
        everywhere("""
                from clutch import Buffer, buffers
                before = buffers.statistics()
                b = Buffer(1000)
                view = memoryview(b)
                assert buffers.statistics()['bytes'] == before['bytes'] + 1000
                del b
                assert buffers.statistics()['blocks'] == before['blocks'] + 1
                del view
                assert buffers.statistics() == before
                with Buffer(10) as b:
                    pass
                assert b.state == 'released' and buffers.statistics()['blocks'] == before['blocks']
                raises(BufferError, memoryview, b)
                """);
    }

    @Test
    void aBufferHasStatistics() {
        everywhere("""
                import clutch
                buffer = clutch.Buffer(3)
                with memoryview(buffer):
                    assert buffer.statistics() == {'state': 'owned', 'exports': 1, 'nbytes': 3}
                buffer.release()
                assert buffer.statistics() == {'state': 'released', 'exports': 0, 'nbytes': 3}
                """);
    }
}
