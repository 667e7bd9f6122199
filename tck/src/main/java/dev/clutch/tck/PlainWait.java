package dev.clutch.tck;

/** Every way in which Python code may wait by the means of a plain Python. */
enum PlainWait {
    SLEEP("import time", "time.sleep(1000)", "time.sleep(0)"),

    LOCK("from threading import Lock; lock = Lock(); lock.acquire()", "lock.acquire()", Proofs.LOCK),
    LOCK_TIMED(LOCK, "lock.acquire(timeout=1000)"),
    LOCK_BY_POSITION(LOCK, "lock.acquire(True, 1000)"),
    LOCK_IN_A_BLOCK(LOCK, "with lock: pass"),
    LOCK_BY_ITS_OLD_NAME(LOCK, "lock.acquire_lock()"),
    LOCK_OF_THE_LOW_LEVEL(
            "import _thread; lock = _thread.allocate_lock(); lock.acquire()", "lock.acquire()", Proofs.LOCK),
    RLOCK(Holders.RLOCK, "lock.acquire()", Proofs.RLOCK),
    RLOCK_TIMED(RLOCK, "lock.acquire(timeout=1000)"),
    RLOCK_IN_A_BLOCK(RLOCK, "with lock: pass"),

    EVENT("import threading; event = threading.Event()", "event.wait()", "event.set(); assert event.wait()"),
    CONDITION(
            "import threading; condition = threading.Condition()",
            "with condition: condition.wait()",
            "assert condition.acquire(False); condition.notify(); condition.release()"),
    CONDITION_TIMED(CONDITION, "with condition: condition.wait(1000)"),
    SEMAPHORE(
            "import threading; semaphore = threading.Semaphore(0)",
            "semaphore.acquire()",
            "semaphore.release(); assert semaphore.acquire(False)"),
    BARRIER("import threading; barrier = threading.Barrier(2)", "barrier.wait()", "assert barrier.n_waiting == 0"),
    JOIN(Holders.THREAD, "thread.join()", "end.release(); thread.join(); assert not thread.is_alive()"),
    JOIN_TIMED(JOIN, "thread.join(1000)"),

    QUEUE("import queue; q = queue.Queue()", "q.get()", "q.put(1); assert q.get() == 1 and q.empty()"),
    SIMPLE_QUEUE("import queue; q = queue.SimpleQueue()", "q.get()", "q.put(1); assert q.get() == 1 and q.empty()"),
    SIMPLE_QUEUE_TIMED(SIMPLE_QUEUE, "q.get(timeout=1000)"),
    FUTURE(
            "from concurrent.futures import Future; future = Future()",
            "future.result()",
            "future.set_result(1); assert future.result() == 1"),
    TASK_OF_A_THREAD(
            "from concurrent.futures import ThreadPoolExecutor as T; from threading import Lock; lock = Lock(); lock.acquire()\n"
                    + "pool = T(1); future = pool.submit(lock.acquire)",
            "future.result()",
            "lock.release(); assert future.result(); pool.shutdown()"),

    SOCKET(Holders.SOCKETS, "a.recv(1)", "b.send(b'x'); assert a.recv(1) == b'x'"),
    SOCKET_TIMED(SOCKET, "a.settimeout(1000); a.recv(1)"),
    SELECT(Holders.SOCKETS, "select.select([a], [], [])", Proofs.SELECT),
    SELECT_TIMED(SELECT, "select.select([a], [], [], 1000)"),
    POLL(Holders.SOCKETS + "p = select.poll(); p.register(a, select.POLLIN)\n", "p.poll()", Proofs.POLL),
    POLL_TIMED(POLL, "p.poll(1_000_000)"),
    EPOLL(Holders.SOCKETS + "p = select.epoll(); p.register(a, select.EPOLLIN)\n", "p.poll()", Proofs.POLL),
    EPOLL_TIMED(EPOLL, "p.poll(1000)"),
    SELECTOR(
            Holders.SOCKETS
                    + "import selectors; s = selectors.DefaultSelector(); s.register(a, selectors.EVENT_READ)\n",
            "s.select()",
            "assert s.select(0.02) == []; b.send(b'x'); assert len(s.select()) == 1"),
    EVENT_LOOP("import asyncio", "asyncio.run(asyncio.sleep(1000))", "asyncio.run(asyncio.sleep(0))"),
    STREAM(Holders.SOCKETS + """
            import asyncio
            async def read():
                reader, writer = await asyncio.open_connection(sock=a.dup())
                return await reader.read(1)
            """, "asyncio.run(read())", "b.send(b'x'); assert asyncio.run(read()) == b'x'");

    /** Makes what is needed. */
    final String setUp;
    /** Waits for ever. */
    final String wait;
    /** Proves, when the wait has ended in vain, that all is as before. */
    final String proof;

    PlainWait(String setUp, String wait, String proof) {
        this.setUp = setUp;
        this.wait = wait;
        this.proof = proof;
    }

    /** Another way to wait for the same. */
    PlainWait(PlainWait like, String wait) {
        this(like.setUp, wait, like.proof);
    }

    private static final class Holders {
        static final String SOCKETS = "import select, socket; a, b = socket.socketpair()\n";

        /** Held by another thread, until {@code end} is released. */
        static final String RLOCK = """
                from threading import Lock, RLock, Thread
                lock = RLock()
                end, begun = Lock(), Lock()
                end.acquire(), begun.acquire()
                def hold():
                    with lock:
                        begun.release()
                        end.acquire()
                thread = Thread(target=hold)
                thread.start()
                begun.acquire()
                """;

        static final String THREAD = """
                from threading import Lock, Thread
                end = Lock()
                end.acquire()
                thread = Thread(target=end.acquire)
                thread.start()
                """;
    }

    private static final class Proofs {
        static final String LOCK =
                "assert lock.locked() and not lock.acquire(False); lock.release(); assert lock.acquire(); lock.release()";
        static final String RLOCK = "assert not lock.acquire(False); end.release(); thread.join();"
                + " assert lock.acquire() and lock.acquire(); lock.release(); lock.release(); assert not lock.locked()";
        static final String SELECT =
                "assert select.select([a], [], [], 0.02) == ([], [], []); b.send(b'x'); assert select.select([a], [], [])[0] == [a]";
        static final String POLL =
                "assert p.poll(0.02) == []; b.send(b'x'); assert [fd for fd, _ in p.poll()] == [a.fileno()]; p.unregister(a)";
    }
}
