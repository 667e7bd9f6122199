package dev.clutch.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clutch.Interpreter;
import dev.clutch.error.ExecutionFailedException;
import dev.clutch.shared.Shared;
import dev.clutch.shared.SharedDict;
import dev.clutch.shared.SharedList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Dicts and lists that interpreters and Java share. */
public abstract class SharedContract extends PythonContract {

    /** For subclasses. */
    protected SharedContract() {}

    /** In a row of failed assertions, the first is the one to be seen. */
    @AfterEach
    final void closeShared() {
        interpreters().shared().list().forEach(Shared::close);
    }

    @Test
    void aSharedDictBehavesAsADict() {
        everywhere("""
                import clutch
                d, plain = clutch.SharedDict({'a': 1}, b=2), {'a': 1, 'b': 2}
                for one in d, plain:
                    one[1] = 'int'
                    one[1.0] = 'float'
                    one[True] = 'bool'
                    one[None] = one[b'x'] = one[1.5] = one[10**30] = one[('t', (1, None))] = one['\\ud800'] = 0
                    one.update({'c': 3}, d=4)
                    one.update([('e', 5)])
                    one |= {'f': 6}
                    assert one.setdefault('f', 7) == 6 and one.setdefault('g') is None
                    assert one.pop('a') == 1 and one.pop('a', 'gone') == 'gone'
                    del one['b']
                    raises(KeyError, one.pop, 'a')
                    raises(KeyError, one.__delitem__, 'a')
                    assert raises(KeyError, one.__getitem__, ('a', 1)).args == (('a', 1),)
                    raises(TypeError, one.__setitem__, [], 1)
                    raises(TypeError, one.update, 1)
                    assert one.get('a') is None and one.get('a', 5) == 5 and one.get('g', 5) is None
                    assert 1 in one and (('t', (1.0, None)) in one) and 'a' not in one and one[True] == 'bool'
                    assert one.popitem() == ('g', None)
                assert list(d) == list(plain) and len(d) == len(plain) and d.snapshot() == plain
                assert list(d.items()) == list(plain.items()) and list(d.values()) == list(plain.values())
                assert d.keys() == plain.keys() and list(reversed(d)) == list(reversed(plain))
                assert type(next(iter(d.keys() - {1, None, 'c'}))) is not None
                assert d | {'z': 1} == plain | {'z': 1} and {'z': 1} | d == {'z': 1} | plain
                d.clear()
                assert not d and not d.items()
                raises(KeyError, d.popitem)
                """);
    }

    @Test
    void aSharedListBehavesAsAList() {
        everywhere("""
                import clutch
                l, plain = clutch.SharedList([0, 1]), [0, 1]
                for one in l, plain:
                    one.append('x')
                    one.extend(n for n in range(3))
                    one += [[1], None]
                    one.insert(1, 'in')
                    one.insert(-100, 'first')
                    one.insert(100, 'last')
                    one[0] = one[-1] = 'end'
                    one[2:4] = 'abc'
                    del one[3]
                    del one[5:6]
                    assert one.pop() == 'end' and one.pop(0) == 'end'
                    raises(IndexError, one.__getitem__, 100)
                    raises(IndexError, one.pop, -100)
                    raises(IndexError, one.__setitem__, 100, 1)
                assert list(l) == plain and len(l) == len(plain) and list(reversed(l)) == plain[::-1]
                for where in slice(None), slice(1, -1), slice(None, None, -2), slice(-100, 100, 3), slice(3, 1):
                    assert l[where] == plain[where], where
                assert [1] in l and 'nothing' not in l
                assert l.index([1]) == plain.index([1]) and l.count(1) == plain.count(1)
                raises(ValueError, l.__setitem__, slice(None, None, 2), [])
                l.clear()
                assert not l
                raises(IndexError, l.pop)
                """);
    }

    @Test
    void anyValueThatCanBeSentCanBeHeld() {
        everywhere("""
                import clutch, collections, decimal, threading
                d, l = clutch.SharedDict(), clutch.SharedList()
                twice = ['shared']
                values = [collections.Counter('aab'), decimal.Decimal('1.5'), {1: [2]}, (1, (2,)), b'x' * 1000, 1j]
                d.update({n: value for n, value in enumerate(values)}, twice=[twice, twice])
                l.extend([*values, [twice, twice]])
                assert list(d.values())[:-1] == list(l)[:-1] == values
                for both in d['twice'], l[-1]:
                    assert both[0] is both[1] == twice
                assert d[2] is not d[2]
                lock = threading.Lock()
                raises(NotShareableError, d.update, {'good': 1, 'bad': lock})
                raises(NotShareableError, d.alter, 0, lambda old: lock)
                raises(NotShareableError, l.append, lock)
                assert 'good' not in d and d[0] == values[0] and len(l) == 7
                d[0] = 1
                """);
    }

    @Test
    void whatOneInterpreterWritesAllRead() {
        everywhere("""
                import clutch
                d, l = clutch.SharedDict(), clutch.SharedList()
                def work(d, l, n):
                    for _ in range(300):
                        d.alter('count', lambda old: old + 1, 0)
                        d.update('total', lambda old: (old or 0) + n)
                        l.append(n)
                made = [create(), create()]
                threads = [one.call_in_thread(work, d, l, n) for n, one in enumerate(made, 1)]
                work(d, l, 3)
                for thread in threads:
                    thread.join()
                assert d.snapshot() == {'count': 900, 'total': 1800}
                assert sorted(l) == [1] * 300 + [2] * 300 + [3] * 300
                assert made[0].call(lambda x: x, d) is d and made[0].call(lambda x: x, l) is l
                for one in made:
                    one.close()
                """);
    }

    @Test
    void alteringIsAllOrNothing() {
        everywhere("""
                import clutch
                d, l = clutch.SharedDict(n=1), clutch.SharedList([1])
                assert d.alter('n', lambda old: old + 1) == 2 == d['n']
                assert l.alter(-1, lambda old: old + 1) == 2 == l[0]
                for alter in lambda f: d.alter('n', f), lambda f: l.alter(0, f):
                    raises(ZeroDivisionError, alter, lambda old: 1 / 0)
                    raises(RuntimeError, alter, lambda old: d.clear())
                    raises(RuntimeError, alter, lambda old: l.append(1))
                    raises(RuntimeError, alter, lambda old: d.alter('other', int))
                    raises(RuntimeError, alter, lambda old: d.alter('n', int))
                    assert alter(lambda old: d['n'] * 1) == 2
                raises(IndexError, l.alter, 5, int)
                assert d.replace('n', 2.0, 3) and not d.replace('n', 2, 4) and not d.replace('x', None, 1)
                assert l.replace(0, 2, [3]) and l.replace(0, [3.0], 4) and not l.replace(0, 5, 6)
                assert d.snapshot() == {'n': 3} and l.snapshot() == [4]
                assert d.statistics()['altered'] == l.statistics()['altered'] == 0
                """);
    }

    @Test
    void aFunctionThatTakesLongKeepsOthersFromItsKeyOnly() {
        everywhere("""
                import clutch, threading
                d, entered, leave = clutch.SharedDict(n=1), clutch.Event(), clutch.Event()
                def slowly(old):
                    entered.set()
                    assert leave.wait(30)
                    return old + 1
                def write(d):
                    d['n'] = 10
                thread = threading.Thread(target=d.alter, args=('n', slowly))
                thread.start()
                assert entered.wait(30)
                assert d['n'] == 1
                d['m'] = 2
                other = create()
                writer = other.call_in_thread(write, d)
                while not d.statistics()['waiters']: time.sleep(0.001)
                leave.set()
                thread.join(); writer.join()
                assert d.snapshot() == {'n': 10, 'm': 2}
                other.close()
                """);
    }

    @Test
    void javaSeesAMapAndAList() {
        SharedDict dict = interpreters().shared().createDict();
        SharedList list = interpreters().shared().createList();
        dict.asMap().put("a", List.of(1, 2));
        list.asList().addAll(Arrays.asList("x", null));
        python().prepareMain(Map.of("d", dict, "l", list));
        python().exec("""
                assert d['a'] == [1, 2] and list(l) == ['x', None]
                d['b'] = l
                l[0] = d.pop('a')
                """);
        assertThat(dict.asMap()).hasSize(1).containsEntry("b", list);
        assertThat(list.asList()).containsExactly(List.of(1L, 2L), null);
        assertThat(valueOf(python(), "d")).isSameAs(dict);
    }

    @Test
    void anInterruptedFunctionChangesNothingAndGivesTheKeyFree() {
        SharedDict dict = interpreters().shared().createDict();
        python().prepareMain(Map.of("d", dict));
        Background<Object> runner = Background.run(() -> python().exec("""
                def forever(old):
                    while True: pass
                d.alter('k', forever)
                """));
        Await.until(
                "the key is altered",
                () -> Integer.valueOf(1).equals(dict.statistics().get("altered")));
        Background<Object> writer = Background.run(() -> python().exec("d['k'] = 1"));
        Await.until(
                "a writer waits",
                () -> Integer.valueOf(1).equals(dict.statistics().get("waiters")));
        python().interrupt();
        assertThat(runner.failure())
                .isInstanceOfSatisfying(
                        ExecutionFailedException.class,
                        failed -> assertThat(failed.info().typeName()).isEqualTo("KeyboardInterrupt"));
        writer.failure();
        dict.asMap().put("k", 2);
        assertThat(dict.asMap()).containsEntry("k", 2L);
    }

    @Test
    void anInterpreterThatIsClosedGivesFreeWhatItAltered() {
        SharedDict dict = interpreters().shared().createDict();
        Interpreter altering = interpreters().create();
        altering.prepareMain(Map.of("d", dict));
        Background<Object> runner = Background.run(() -> altering.exec("""
                def forever(old):
                    while True: pass
                d.alter('k', forever)
                """));
        Await.until(
                "the key is altered",
                () -> Integer.valueOf(1).equals(dict.statistics().get("altered")));
        altering.close();
        assertThat(runner.failure()).isNotNull();
        assertThat(dict.asMap().put("k", 1)).isNull();
    }

    @Test
    void whatTheyHoldStaysAsLongAsTheyHoldIt() {
        everywhere("""
                import clutch
                d, l = clutch.SharedDict(lock=clutch.Lock()), clutch.SharedList([clutch.SharedDict(inner=[clutch.Event()])])
                d['self'] = d
                ids = d['lock'].id, l[0].id, l[0]['inner'][0].id
                for _ in range(3):
                    gc.collect()
                    assert not d['lock'].locked() and not l[0]['inner'][0].is_set()
                restore = d.__reduce__()[0]
                assert not d.pop('lock').locked()
                raises(clutch.SharedNotFoundError, restore, clutch.Lock, ids[0])
                del l
                raises(clutch.SharedNotFoundError, restore, clutch.SharedDict, ids[1])
                raises(clutch.SharedNotFoundError, restore, clutch.Event, ids[2])
                """);
    }

    @Test
    void theyAreGoneWhenNobodyRefersToThem() {
        everywhere("""
                import clutch
                d = clutch.SharedDict()
                restore, arguments = d.__reduce__()
                assert restore(*arguments) is d
                del d
                gc.collect()
                raises(clutch.SharedNotFoundError, restore, *arguments)
                """);
    }

    @Test
    void queuesAndChannelsLiveAsLongAsADictHoldsThem() {
        everywhere("""
                import clutch
                from clutch import channels
                d = clutch.SharedDict()
                d['queue'] = [create_queue()]
                d['ends'] = channels.create()
                gc.collect()
                for n in range(3):
                    d['queue'][0].put(n)
                    d['ends'][1].send_nowait(n)
                assert [d['queue'][0].get() for n in range(3)] == [d['ends'][0].recv() for n in range(3)] == [0, 1, 2]
                id, cid = d['queue'][0].id, d['ends'][0].id
                d.clear()
                gc.collect()
                raises(RuntimeError, Queue, id)
                assert cid not in [recv.id for recv, send in channels.list_all()]
                """);
    }

    @Test
    void aListLetsAQueueGoWhenItIsGoneItself() {
        everywhere("""
                import clutch
                shared = clutch.SharedList([create_queue()])
                id = shared[0].id
                assert shared[0].qsize() == 0
                del shared
                gc.collect()
                raises(RuntimeError, Queue, id)
                """);
    }
}
