package dev.clutch.tck;

import org.junit.jupiter.api.Test;

/**
 * Functions that are sent again and again: what runs is what the sender has at that moment, whatever
 * either side remembers of the last time.
 */
public abstract class TravelContract extends PythonContract {

    /** For subclasses. */
    protected TravelContract() {}

    @Test
    void aGlobalThatChangedIsSentAgain() {
        everywhere("""
                made = create()
                def get(): return base
                raises(ExecutionFailed, made.call, get)
                for base in (1, True, 1.0, 1, 0.0, -0.0, 'a', None, (1,), (True,), [1], {'a': 1}):
                    for _ in range(3):
                        assert repr(made.call(get)) == repr(base), base
                base = [1]
                assert made.call(get) == [1]
                base.append(2)
                assert made.call(get) == [1, 2]
                del base
                raises(ExecutionFailed, made.call, get)
                made.close()
                """);
    }

    @Test
    void defaultsThatChangedAreSentAgain() {
        everywhere("""
                made = create()
                def get(a=1, *, b=2): return a, b
                assert made.call(get) == (1, 2) == made.call(get)
                get.__defaults__ = True,
                assert repr(made.call(get)) == '(True, 2)'
                get.__kwdefaults__['b'] = 3
                assert made.call(get) == (1, 3)
                get.__defaults__ = [1],
                get.__defaults__[0].append(2)
                assert made.call(get) == ([1, 2], 3)
                get.__code__ = (lambda a, *, b: 'other').__code__
                assert made.call(get) == 'other'
                made.close()
                """);
    }

    @Test
    void aFunctionThatWasDefinedAnewIsAnother() {
        everywhere("""
                made = create()
                def helper(): return 1
                def get(): return helper()
                first = get
                assert made.call(get) == 1 == made.call(get)
                def helper(): return 2
                assert made.call(get) == 2
                helper = lambda: 3
                assert made.call(get) == 3
                helper.__code__ = (lambda: 4).__code__
                assert made.call(get) == 4
                def get(): return 5
                assert made.call(get) == 5
                raises(NotShareableError, made.call, first)
                get = first
                assert made.call(get) == 4
                made.close()
                """);
    }

    @Test
    void aNewFunctionAtTheAddressOfAnotherIsAnother() {
        everywhere("""
                made = create()
                for n in range(600):
                    assert made.call(eval(f'lambda: {n}')) == n
                made.close()
                """);
    }

    @Test
    void nothingIsKeptAlive() {
        everywhere("""
                import weakref
                class Thing: pass
                made = create()
                def recursive(n): return n and recursive(n - 1)
                def uses(): return thing is None
                thing = None
                assert made.call(recursive, 3) == 0 and made.call(uses)
                gone = weakref.ref(recursive)
                def recursive(n): return n
                assert made.call(recursive, 3) == 3
                gc.collect()
                assert gone() is None
                made.close()
                """);
    }

    @Test
    void eachCallHasAFunctionOfItsOwn() {
        everywhere("""
                made = create()
                def collect(x, into=[]):
                    into.append(x)
                    collect.calls = getattr(collect, 'calls', 0) + 1
                    return into, collect.calls
                assert made.call(collect, 1) == ([1], 1) == made.call(collect, 1)
                def count():
                    count.calls = getattr(count, 'calls', 0) + 1
                    return count.calls
                assert made.call(count) == 1 == made.call(count)
                def spoil():
                    spoil.__code__, spoil.__defaults__ = (lambda: 'spoilt').__code__, (1,)
                    return 'sound'
                assert made.call(spoil) == 'sound' == made.call(spoil)
                made.close()
                """);
    }

    @Test
    void whatTheReceiverAssignsStaysUntilTheSenderDoes() {
        everywhere("""
                made = create()
                total = 0
                def add(n):
                    global total
                    total += n
                    return total
                def get(): return total
                assert [made.call(add, 1), made.call(add, 1), made.call(get)] == [1, 2, 2]
                total = 10
                assert [made.call(get), made.call(add, 1)] == [10, 11]
                total = 0
                assert made.call(get) == 0
                made.close()
                """);
    }

    @Test
    void whatAFunctionIsMadeOfArrives() {
        everywhere("""
                import math, typing
                from fractions import Fraction
                made = create()
                def whole(a: int, b: list[int] = None, *, c: 'text' = 3) -> typing.Optional[int]:
                    "says so"
                    return (whole.__name__, whole.__qualname__, whole.__doc__, whole.__kwdefaults__,
                            whole.__annotations__, math.floor(1.5), Fraction(a, 2), __name__)
                for _ in range(3):
                    assert made.call(whole, 1) == ('whole', 'whole', 'says so', {'c': 3},
                        {'a': int, 'b': list[int], 'c': 'text', 'return': typing.Optional[int]}, 1, Fraction(1, 2),
                        '<fake __main__>'), made.call(whole, 1)
                made.close()
                """);
    }

    @Test
    void aNameIsLookedUpAtEachCall() {
        everywhere("""
                import textwrap
                made = create()
                assert made.call(textwrap.dedent, ' a') == 'a'
                made.exec('import textwrap; textwrap.dedent = lambda text: "patched"')
                assert made.call(textwrap.dedent, ' a') == 'patched'
                made.exec('import sys; del sys.modules["textwrap"]')
                assert made.call(textwrap.dedent, ' a') == 'a'
                made.close()
                """);
    }

    @Test
    void everyInterpreterLearnsAFunction() {
        everywhere("""
                base = 1
                def get(): return base
                for _ in range(3):
                    made = create()
                    assert made.call(get) == 1 == made.call(get)
                    made.close()
                relay, made = create(), create()
                relay.prepare_main(made=made)
                relay.exec('def f(): return 7')
                relay.exec('assert made.call(f) == 7 == made.call(f)')
                assert made.call(get) == 1
                relay.exec('del made')
                relay.close()
                made.close()
                """);
    }

    @Test
    void scriptsAreWhatTheyAreNow() {
        everywhere("""
                made = create()
                queue = create_queue()
                made.prepare_main(queue=queue)
                def script():
                    from __main__ import queue
                    queue.put('function')
                for source in ('queue.put(1)', 'queue.put(2)', 'queue.put(1)', script, script):
                    made.exec(source)
                script.__code__ = compile('from __main__ import queue; queue.put("other")', '<test>', 'exec')
                made.exec(script)
                assert [queue.get() for _ in range(6)] == [1, 2, 1, 'function', 'function', 'other']
                made.close()
                """);
    }

    @Test
    void whatIsNoFunctionIsNoRecipe() {
        everywhere("""
                made = create()
                for wrong in ('len', b'len', (b'', b''), ()):
                    raises(TypeError, made.call, wrong)
                made.close()
                """);
    }
}
