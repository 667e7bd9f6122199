package dev.clutch.tck;

/** Every way in which Python code may wait for other interpreters. */
enum BlockedWait {
    QUEUE_GET(
            "q", "q = create_queue()", "q.get()", "q.put(1); assert q.get() == 1 and q.empty()", "QueueNotFoundError"),
    QUEUE_GET_TIMED(QUEUE_GET, "q.get(timeout=1000)"),
    QUEUE_GET_MANY(QUEUE_GET, "q.get_many()"),
    QUEUE_ITERATION(QUEUE_GET, "for _ in q: pass"),
    QUEUE_GET_ASYNC(QUEUE_GET, "asyncio.run(q.get_async())"),
    QUEUE_SELECT(QUEUE_GET, "select(q, create_queue())"),

    QUEUE_PUT(
            "q",
            "q = create_queue(1); q.put(0)",
            "q.put(1)",
            "assert q.get() == 0 and q.empty(); q.put(2); assert q.get() == 2",
            "QueueNotFoundError"),
    QUEUE_PUT_TIMED(QUEUE_PUT, "q.put(1, timeout=1000)"),
    QUEUE_PUT_MANY(QUEUE_PUT, "q.put_many([1, 2])"),
    QUEUE_PUT_ASYNC(QUEUE_PUT, "asyncio.run(q.put_async(1))"),
    QUEUE_PUT_OF_A_BUFFER(
            "q",
            "q = create_queue(1); q.put(0)",
            "buffer = clutch.Buffer(b'x'); q.put(buffer)",
            "assert q.get() == 0 and q.empty(); assert 'buffer' not in globals() or bytes(buffer) == b'x'",
            "QueueNotFoundError"),

    CHANNEL_RECV(
            "recv",
            Channels.HELD,
            "recv.recv()",
            "send.send_nowait(1); assert recv.recv() == 1 and recv.recv_nowait('none') == 'none'",
            "ChannelClosedError"),
    CHANNEL_RECV_TIMED(CHANNEL_RECV, "recv.recv(timeout=1000)"),
    CHANNEL_ITERATION(CHANNEL_RECV, "for _ in recv: pass", "the iteration ends"),
    CHANNEL_SELECT(CHANNEL_RECV, "select(create_queue(), recv)"),
    CHANNEL_SEND(
            "send",
            Channels.HELD,
            "send.send(1)",
            "assert recv.recv_nowait('none') == 'none'; send.send_nowait(2); assert recv.recv() == 2",
            "ChannelClosedError"),
    CHANNEL_SEND_TIMED(CHANNEL_SEND, "send.send(1, timeout=1000)"),
    CHANNEL_SEND_OF_A_BUFFER(
            "send",
            Channels.HELD,
            "buffer = clutch.Buffer(b'x'); send.send(buffer)",
            "assert recv.recv_nowait('none') == 'none'; assert 'buffer' not in globals() or bytes(buffer) == b'x'",
            "ChannelClosedError"),

    LOCK(
            "lock",
            "lock = clutch.Lock(); lock.acquire()",
            "lock.acquire()",
            "lock.release(); assert not lock.locked() and lock.acquire(timeout=0); lock.release()"),
    LOCK_TIMED(LOCK, "lock.acquire(timeout=1000)"),
    LOCK_IN_A_BLOCK(LOCK, "with lock: pass"),
    RLOCK(
            "lock",
            "lock = clutch.RLock(); lock.acquire()",
            "lock.acquire()",
            "lock.release(); assert not lock.locked() and lock.acquire(timeout=0); lock.release()"),
    LOCK_OF_A_CONDITION(
            "lock",
            "lock = clutch.Condition(); lock.acquire()",
            "lock.acquire()",
            "lock.release(); assert not lock.locked() and lock.acquire(timeout=0); lock.release()"),
    CONDITION(
            "condition",
            "condition = clutch.Condition()",
            "with condition: condition.wait()",
            "assert condition.acquire(timeout=0); condition.notify(); assert not condition.wait(0.001);"
                    + " condition.release(); assert not condition.locked()"),
    CONDITION_TIMED(CONDITION, "with condition: condition.wait(1000)"),
    CONDITION_WITH_A_PREDICATE(CONDITION, "with condition: condition.wait_for(lambda: False)"),
    SEMAPHORE(
            "semaphore",
            "semaphore = clutch.Semaphore(0)",
            "semaphore.acquire()",
            "semaphore.release(); assert semaphore.acquire(timeout=0) and not semaphore.acquire(timeout=0)"),
    SEMAPHORE_TIMED(SEMAPHORE, "semaphore.acquire(timeout=1000)"),
    BOUNDED_SEMAPHORE(
            "semaphore",
            "semaphore = clutch.BoundedSemaphore(1); semaphore.acquire()",
            "semaphore.acquire()",
            "semaphore.release(); assert semaphore.acquire(timeout=0) and not semaphore.acquire(timeout=0)"),
    EVENT(
            "event",
            "event = clutch.Event()",
            "event.wait()",
            "assert not event.is_set(); event.set(); assert event.wait()"),
    EVENT_TIMED(EVENT, "event.wait(1000)"),
    BARRIER(
            "barrier",
            "barrier = clutch.Barrier(2)",
            "barrier.wait()",
            "barrier.reset(); assert not barrier.broken and barrier.n_waiting == 0"),

    DICT_SET(
            "dict",
            "dict = clutch.SharedDict(key=0)",
            "dict['key'] = 2",
            "assert dict.snapshot() == {'key': 1}; dict['key'] = 3"),
    DICT_UPDATE(DICT_SET, "dict.update(key=2)"),
    DICT_POP(DICT_SET, "dict.pop('key')"),
    DICT_CLEAR(DICT_SET, "dict.clear()"),
    DICT_SETDEFAULT(DICT_SET, "dict.setdefault('key', 2)"),
    DICT_ALTER(DICT_SET, "dict.alter('key', lambda old: 2)"),
    LIST_APPEND(
            "list", "list = clutch.SharedList([0])", "list.append(2)", "assert list.snapshot() == [1]; list.append(3)"),
    LIST_SET(LIST_APPEND, "list[0] = 2"),
    LIST_POP(LIST_APPEND, "list.pop()"),
    LIST_ALTER(LIST_APPEND, "list.alter(0, lambda old: 2)");

    /** What it waits for, by its Python name. */
    final String subject;
    /** Makes that, and what else is needed. */
    final String setUp;
    /** Waits for ever. */
    final String wait;
    /** Proves, when the wait has ended in vain, that nothing was lost, and that all works as before. */
    final String proof;
    /** What is raised when somebody closes the subject, or another way in which the wait ends then. */
    final String whenClosed;

    /** What is closed by nobody. */
    BlockedWait(String subject, String setUp, String wait, String proof) {
        this(subject, setUp, wait, proof, "");
    }

    BlockedWait(String subject, String setUp, String wait, String proof, String whenClosed) {
        this.subject = subject;
        this.setUp = setUp;
        this.wait = wait;
        this.proof = proof;
        this.whenClosed = whenClosed;
    }

    /** Another way to wait for the same. */
    BlockedWait(BlockedWait like, String wait) {
        this(like.subject, like.setUp, wait, like.proof, like.whenClosed);
    }

    BlockedWait(BlockedWait like, String wait, String whenClosed) {
        this(like.subject, like.setUp, wait, like.proof, whenClosed);
    }

    private static final class Channels {
        /** Both ends are used, so that the channel stays open when others let go. */
        static final String HELD = "recv, send = channels.create(); send.send_nowait(0); recv.recv()";
    }
}
