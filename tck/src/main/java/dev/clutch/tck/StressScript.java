package dev.clutch.tck;

/** What each interpreter of {@link StressContract} does, until it is interrupted or closed. */
final class StressScript {
    static final String SOURCE = """
            import itertools, random, threading
            import clutch
            from concurrent import interpreters
            from clutch import select

            rng = random.Random(seed)
            numbers = itertools.count()
            big = 'x' * 300_000

            def payload(number):
                # A buffer says whose it is; nothing else has the same memory.
                kind = rng.random()
                if kind < 0.1:
                    buffer = clutch.Buffer(repr(number).encode())
                    return buffer.freeze() if kind < 0.03 else buffer
                return big if kind < 0.11 else None

            def item():
                return me, next(numbers)

            def acknowledged(function, **kwargs):
                number = item()
                load = payload(number)
                try:
                    function(number if load is None else (*number, load), **kwargs)
                except (interpreters.QueueFull, TimeoutError):
                    refused.put(number)
                    if isinstance(load, clutch.Buffer):
                        assert bytes(load) == repr(number).encode(), load
                else:
                    acks.put(number)

            def put():
                acknowledged(rng.choice(queues).put, timeout=rng.choice([None, 0.001, 0]))

            def put_many():
                batch = [item() for _ in range(rng.randrange(20))]
                rng.choice(queues).put_many(batch)
                acks.put_many(batch)

            def send():
                acknowledged(rng.choice(sends).send, timeout=rng.choice([None, 0.001, 0]))

            def send_nowait():
                acknowledged(rng.choice(sends).send_nowait)

            def take():
                try:
                    select(*work, timeout=0.001)
                except TimeoutError:
                    pass

            def nest():
                inner = interpreters.create()
                inner.prepare_main(queue=work[0])
                inner.exec('queue.put(1); queue.get()')
                inner.close()

            def thread():
                helper = threading.Thread(target=lambda: work[1].put(work[0].qsize()))
                helper.start()
                helper.join()

            def lend():
                buffer = clutch.Buffer(b'lent')
                try:
                    with buffer.lend() as lent:
                        loans.put(lent, timeout=0.001)
                        borrow()
                except (interpreters.QueueFull, BufferError):
                    pass # others look at it just now

            def borrow():
                try:
                    with memoryview(loans.get(timeout=0.001)) as view:
                        assert view == b'lent', bytes(view)
                except (interpreters.QueueEmpty, BufferError):
                    pass # it came back, or its lender is gone

            def count():
                # Only who holds the lock may do this in three steps: no number is given out twice.
                lock = rng.choice(locks)
                try:
                    with lock:
                        counted = ledger[repr(lock.id)] + 1
                        ledger[repr(lock.id)] = counted
                except clutch.LockAbandonedError:
                    if lock.recover():
                        lock.release()
                else:
                    tickets.put((repr(lock.id), counted))

            def alter():
                tickets.put(('altered', ledger.alter('altered', lambda number: number + 1)))

            def enroll():
                number = item()
                roll.append(number)
                enrolled.put(number)

            def exhibit():
                # What is shown stays whole when who has shown it ends.
                ledger['shown'] = rng.choice([clutch.Buffer(big.encode()).freeze(), [big], big])

            def look():
                shown = ledger.get('shown', big)
                if isinstance(shown, clutch.Buffer):
                    assert bytes(shown) == big.encode()
                else:
                    assert shown in (big, [big])

            def meet():
                with semaphore:
                    event.set() if rng.random() < 0.5 else event.clear()
                event.wait(0.001)

            actions = [put] * 8 + [put_many, send, send_nowait, take, take] * 2 + [thread]
            actions += [lend, borrow, count, count, alter, enroll, meet, look]
            while True:
                rng.choice(actions)()
                if rng.random() < 0.002:
                    nest()
                if rng.random() < 0.01:
                    exhibit()
            """;

    private StressScript() {}
}
