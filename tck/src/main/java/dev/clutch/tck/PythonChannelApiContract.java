package dev.clutch.tck;

import dev.clutch.channel.Channel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** {@code clutch.channels} and {@code _interpchannels}, from inside hosted code. */
public abstract class PythonChannelApiContract extends PythonContract {

    /** For subclasses. */
    protected PythonChannelApiContract() {}

    /** In a row of failed assertions, the first is the one to be seen. */
    @AfterEach
    final void closeChannels() {
        interpreters().channels().forEach(Channel::close);
    }

    @Test
    void createMakesBothEnds() {
        everywhere("""
                from clutch import channels
                recv, send = channels.create()
                assert type(recv) is channels.RecvChannel and type(send) is channels.SendChannel
                assert type(recv.id) is int and recv.id == send.id
                assert repr(recv) == f'RecvChannel({recv.id})' and repr(send) == f'SendChannel({send.id})'
                assert send.unbounditems is channels.UNBOUND
                assert not recv.is_closed and not send.is_closed
                assert (recv, send) in channels.list_all()
                removing = channels.create(unbounditems=channels.UNBOUND_REMOVE)[1]
                assert removing.unbounditems is channels.UNBOUND_REMOVE
                """);
    }

    @Test
    void listAllLeavesOutWhatIsDestroyedMeanwhile() {
        everywhere("""
                import _interpchannels
                from clutch import channels
                gone, kept = _interpchannels.create(), channels.create()
                _interpchannels.destroy(gone)
                with replaced(_interpchannels, 'list_all') as listed:
                    _interpchannels.list_all = lambda: [(gone, None, None), *listed()]
                    assert kept in channels.list_all()
                """);
    }

    @Test
    void endsAreEqualWhenTheyAreTheSame() {
        everywhere("""
                import copy, pickle
                from clutch import channels
                recv, send = channels.create()
                for end in (recv, send):
                    assert type(end)(end.id) == end and hash(type(end)(end.id)) == hash(end)
                    assert copy.copy(end) == pickle.loads(pickle.dumps(end)) == end
                    assert is_shareable(end)
                assert recv != send and channels.create()[0] != recv
                raises(AttributeError, setattr, recv, 'id', 7)
                raises(TypeError, channels.RecvChannel, 'x')
                raises(channels.ChannelNotFoundError, channels.SendChannel, 10**9)
                """);
    }

    @Test
    void aChannelThatNobodyRefersToIsGone() {
        everywhere("""
                from clutch import channels
                recv, send = channels.create()
                id = recv.id
                send.send_nowait(b'lots of memory')
                del recv
                assert channels.RecvChannel(id).recv_nowait() == b'lots of memory'
                del send
                gc.collect()
                raises(channels.ChannelNotFoundError, channels.RecvChannel, id)
                """);
    }

    @Test
    void whatMustNotWaitDoesNot() {
        everywhere("""
                from clutch import channels
                recv, send = channels.create()
                raises(channels.ChannelEmptyError, recv.recv_nowait)
                raises(TimeoutError, recv.recv, 0)
                raises(TimeoutError, send.send, 1, timeout=0)
                assert recv.recv_nowait('default') == recv.recv_nowait(default='default') == 'default'
                send.send_nowait(None)
                assert recv.recv_nowait('default') is None
                """);
    }

    @Test
    void closeIsForEveryoneAndMayBeRepeated() {
        everywhere("""
                from clutch import channels
                recv, send = channels.create()
                send.send_nowait(1)
                raises(channels.ChannelNotEmptyError, recv.close)
                send.close()
                send.close()
                assert send.is_closed and not recv.is_closed
                raises(channels.ChannelClosedError, send.send, 2)
                assert list(recv) == [1] and recv.is_closed
                raises(channels.ChannelClosedError, recv.recv)
                recv.close()
                other, _ = channels.create()
                _.send_nowait(1)
                other.close(force=True)
                assert _.is_closed
                assert not {recv, other} & {recv for recv, send in channels.list_all()}
                """);
    }

    @Test
    void theLowLevelListsClosedChannelsToo() {
        everywhere("""
                import _interpchannels as low
                open, closed = low.create(), low.create(1)
                low.send(closed, 'gone', blocking=False)
                low.close(closed, force=True)
                listed = low.list_all()
                assert (open, 3, 1) in listed and (closed, 1, 1) in listed, listed
                low.destroy(closed)
                assert closed not in [cid for cid, _, _ in low.list_all()]
                """);
    }

    @Test
    void aThreadOfTheSameInterpreterTakesPart() {
        everywhere("""
                import threading
                from clutch import channels
                recv, send = channels.create()
                got = []
                thread = threading.Thread(target=lambda: got.extend(recv))
                thread.start()
                for n in range(100):
                    send.send(n, timeout=30)
                send.close()
                thread.join()
                assert got == list(range(100))
                """);
    }

    @Test
    void anEndWorksInTheInterpreterThatItIsSentTo() {
        everywhere("""
                from clutch import channels
                recv, send = channels.create()
                back, answer = channels.create()
                def square(recv, answer):
                    for n in recv:
                        answer.send(n * n, timeout=30)
                made = create()
                thread = made.call_in_thread(square, recv, answer)
                for n in range(5):
                    send.send(n, timeout=30)
                    assert back.recv(timeout=30) == n * n
                send.close()
                thread.join()
                made.close()
                """);
    }

    @Test
    void whatCannotCrossIsRefusedAndNothingIsLost() {
        everywhere("""
                from clutch import channels
                recv, send = channels.create()
                raises(NotShareableError, send.send_nowait, [iter(()), (n for n in ())])
                raises(TypeError, send.send_buffer_nowait, 'no buffer')
                raises(TypeError, send.send_nowait, 1, unbounditems=1)
                raises(TypeError, channels.create, unbounditems='UNBOUND')
                assert recv.recv_nowait('nothing') == 'nothing'
                """);
    }

    @Test
    void theConstantsOfItemsAreThoseOfQueues() {
        everywhere("""
                from clutch import channels
                from concurrent.interpreters import _crossinterp, _queues
                assert channels.UNBOUND is _queues.UNBOUND
                assert channels.UNBOUND_ERROR is _queues.UNBOUND_ERROR
                recv, send = channels.create()
                recv.recv_nowait(None)  # so that this interpreter holds an end
                made = create()
                made.prepare_main(send=send)
                made.exec(
                    'from clutch.channels import *;'
                    'send.send_nowait(1); send.send_nowait(2, unbounditems=UNBOUND_ERROR);'
                    'send.send_nowait(3, unbounditems=UNBOUND_REMOVE)'
                )
                made.close()
                assert recv.recv() is channels.UNBOUND
                error = raises(channels.ItemInterpreterDestroyed, recv.recv)
                assert isinstance(error, (channels.ChannelError, _crossinterp.ItemInterpreterDestroyed))
                assert recv.recv_nowait('none') == 'none'
                """);
    }

    @Test
    void aChannelIdIsAnIntInMostRespects() {
        everywhere("""
                import _interpchannels as low
                cid = low.create()
                number = int(cid)
                assert cid == number == cid and cid == float(number) and hash(cid) == hash(number)
                assert cid != number + 1 and cid != str(number) and cid != 2**100 and cid != float('inf')
                assert str(cid) == str(number) and repr(cid) == f'ChannelID({number})' and cid.end == 'both'
                assert repr(cid.send) == f'ChannelID({number}, send=True)' and cid.recv.end == 'recv'
                assert cid.send != cid and cid.send == cid.recv.send
                assert [0] * cid == [0] * number
                raises(TypeError, low.ChannelID, 1)
                raises(TypeError, lambda: cid < 1)
                raises(AttributeError, setattr, cid, 'end', 'send')
                import copy, pickle
                raises(TypeError, pickle.dumps, cid)
                raises(TypeError, copy.copy, cid)
                """);
    }

    @Test
    void aChannelIdCrossesAsOne() {
        everywhere("""
                import _interpchannels as low
                from clutch import channels
                cid = low.create()
                queue = create_queue()
                for sent in (cid, cid.send, cid.recv):
                    queue.put(sent)
                    got = queue.get()
                    assert type(got) is low.ChannelID and got == sent and got.end == sent.end
                queue.put(low._channel_id(cid.send, _resolve=True))
                assert queue.get() == channels.SendChannel(cid)
                """);
    }

    @Test
    void higherLevelsRegisterTheirOwnEnds() {
        everywhere("""
                import _interpchannels as low, sys, types
                module = types.ModuleType('my_channels')
                sys.modules['my_channels'] = module
                class End:
                    def __init__(self, cid):
                        self._id = cid
                class Send(End): pass
                class Recv(End): pass
                for cls in (Send, Recv):
                    cls.__module__ = 'my_channels'
                    setattr(module, cls.__name__, cls)
                assert not is_shareable(Send(low.create()))
                low._register_end_types(Send, Recv)
                assert is_shareable(Send(low.create()))
                cid = low.create()
                queue = create_queue()
                queue.put(Recv(cid.recv))
                got = queue.get()
                assert type(got) is Recv and got._id == cid.recv
                raises(TypeError, low._register_end_types, Send, 1)
                """);
    }

    @Test
    void theLowLevelChecksWhatItIsGiven() {
        everywhere("""
                import _interpchannels as low
                cid = low.create()
                for error, wrong in ((TypeError, '1'), (TypeError, 1.0), (TypeError, None), (ValueError, -1),
                                     (OverflowError, 2**64), (low.ChannelNotFoundError, 10**9)):
                    for function in (low.recv, low.get_count, low.get_info, low.destroy, low.close, low.release,
                                     low.get_channel_defaults, low._channel_id):
                        raises(error, function, wrong)
                    raises(error, low.send, wrong, 1)
                raises(ValueError, low._channel_id, cid, send=False, recv=False)
                raises(ValueError, low.create, 4)
                raises(ValueError, low.create, 3, 2)
                raises(ValueError, low.send, cid, 1, blocking=False, timeout=1)
                raises(ValueError, low.send, cid, 1, timeout=-1)
                raises(TypeError, low.send, cid, 1, timeout='1')
                raises(NotShareableError, low.send, cid, [1], fallback=0, blocking=False)
                raises(TimeoutError, low.send, cid, 1, timeout=0)
                assert low.get_count(cid) == 0 and low.get_channel_defaults(cid) == (3, 1)
                strict = low.create(2, 0)
                assert low.get_channel_defaults(strict) == (2, 0) and (strict, 2, 0) in low.list_all()
                raises(NotShareableError, low.send, strict, (1, [2]), blocking=False)
                low.send(strict, [1], fallback=1, blocking=False)
                assert low.recv(strict) == ([1], None) and low.recv(strict, 5) == (5, None)
                """);
    }

    @Test
    void aChannelInfoIsATupleWithMoreAttributes() {
        everywhere("""
                import copy, pickle, _interpchannels as low
                cid = low.create()
                low.send(cid, 1, blocking=False)
                info = low.get_info(cid)
                assert type(info) is low.ChannelInfo and isinstance(info, tuple) and len(info) == 8
                assert info[:4] == (info.open, info.closing, info.closed, info.count) == (True, False, False, 1)
                assert info.num_interp_send == 1 and info.num_interp_both == 0
                assert info.send_associated and not info.recv_associated
                assert repr(info).startswith('_interpchannels.ChannelInfo(open=True, closing=False, ')
                again = pickle.loads(pickle.dumps(info))
                assert again == info and again.send_associated is True
                assert copy.replace(info, count=7, recv_released=True).recv_released is True
                raises(TypeError, copy.replace, info, unknown=1)
                raises(AttributeError, setattr, info, 'count', 2)
                low.close(cid, send=True)
                assert low.get_info(cid)[:3] == (False, True, False)
                low.close(cid, force=True)
                assert low.get_info(cid)[:4] == (False, False, True, 0)
                """);
    }

    @Test
    void bothEndsHaveStatistics() {
        everywhere("""
                from clutch import channels
                recv, send = channels.create()
                figures = {'size': 0, 'senders': 0, 'receivers': 0, 'closing': False, 'closed': False}
                assert recv.statistics() == send.statistics() == figures, recv.statistics()
                send.send_nowait(1)
                assert recv.statistics() == figures | {'size': 1, 'senders': 1}, recv.statistics()
                send.close()
                assert recv.statistics()['closing'] and recv.recv() == 1
                assert send.statistics()['closed'], send.statistics()
                """);
    }

    @Test
    void anEndThatIsSentAndDroppedIsThereForWhoReceivesIt() {
        everywhere("""
                import _clutch
                before = _clutch.channel_list()
                mail = create_queue()
                inner = create()
                inner.prepare_main(mail=mail)
                inner.exec('from clutch import channels; recv, send = channels.create()')
                inner.exec('send.send_nowait("kept"); mail.put([recv]); del recv, send')
                [recv] = mail.get()
                assert recv.recv(timeout=30) == 'kept'
                del recv
                gc.collect()
                assert _clutch.channel_list() == before
                inner.exec('mail.put(channels.create())')
                inner.close()
                assert _clutch.channel_list() == before
                """);
    }
}
