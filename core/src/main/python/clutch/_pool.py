"""The Python side of a pool: its futures, and the threads that complete them.

Tasks are handed out by Java, whose workers never wait for this interpreter's GIL. A thread of this
interpreter waits in Java for what is done, takes all of it at once, and completes the futures. It also
runs their callbacks. A callback may wait for other futures: while one thread runs callbacks, another one
stands by. There are as many of these threads as there may be workers, at most.
"""

import collections
import itertools
import threading

from concurrent.futures import _base
from concurrent.futures import thread as _thread

import _clutch
from _interpreters import _excinfo
from clutch._bootstrap import host_error
from clutch._crossing.recipes import dump_callable
from clutch._errors import ExecutionFailed, NotShareableError
from clutch._paths import search_path

_RESULT, _KEPT, _RAISED, _FAILED, _BROKEN = range(5)
_STANDING_BY = 2


class _OnDemand:
    """An attribute that is made when somebody looks at it first."""

    def __init__(self, make):
        self._make = make

    def __set_name__(self, cls, name):
        self._name = name

    def __get__(self, instance, cls):
        return self if instance is None else instance.__dict__.setdefault(self._name, self._make())


class TaskFuture(_base.Future):
    """A future whose task is with Java: that alone knows whether it was begun.

    Its condition is made when somebody wants to wait, or to be called back. Who does so makes the condition,
    then looks at the state; who completes the future sets the state, then looks for a condition: so one of
    them sees the other. Most futures are completed before anybody looks, and never have one.
    """

    _condition = _OnDemand(threading.Condition)
    _waiters = _OnDemand(list)
    _done_callbacks = _OnDemand(list)
    _state = _base.PENDING
    _result = None
    _exception = None

    def __init__(self, pool, ticket):
        self._pool = pool
        self._ticket = ticket

    def __await__(self):
        """Have a coroutine wait for the result."""
        from asyncio import wrap_future

        return wrap_future(self).__await__()

    def done(self):
        """Return whether the task is done, or cancelled."""
        return self._state in _DONE

    def result(self, timeout=None):
        """Return the result, or raise the exception. See ``Future.result``."""
        if self._state == _base.FINISHED and self._exception is None:
            return self._result
        return super().result(timeout)

    def cancel(self):
        """Cancel the task if it was not begun; return whether it is cancelled."""
        if self._pool.withdraw(self._ticket):
            self.cancel_withdrawn()
        return self.cancelled()

    def interrupt(self):
        """Raise KeyboardInterrupt in the task if it runs; return whether it does. Returns at once."""
        return not self.done() and self._pool.interrupt(self._ticket)

    def cancel_withdrawn(self):
        """The task will not be run: tell all who wait."""
        super().cancel()
        self.set_running_or_notify_cancel()

    def running(self):
        """Return whether the task was begun and is not done."""
        return not self.done() and not self._pool.is_waiting(self._ticket)

    def complete(self, held, result, exception=None):
        """Set the result, or the exception. If there are callbacks, put this into the list instead, to be finished."""
        self._result = result
        self._exception = exception
        if not self._is_observed():
            self.finish()
        if self._is_observed():
            held.append(self)

    def _is_observed(self):
        return bool(self.__dict__.get("_done_callbacks"))

    def finish(self):
        """Tell all who wait. Harmless when repeated."""
        if self._state != _base.FINISHED:
            self._state = _base.FINISHED
            if "_condition" in self.__dict__:
                self._tell()

    def _tell(self):
        with self._condition:
            for waiter in self._waiters:
                if self._exception is None:
                    waiter.add_result(self)
                else:
                    waiter.add_exception(self)
            self._condition.notify_all()

    def call_back(self):
        """Run the callbacks."""
        self._invoke_callbacks()


_DONE = {_base.CANCELLED, _base.CANCELLED_AND_NOTIFIED, _base.FINISHED}


StuckTask = collections.namedtuple("StuckTask", "call thread interpreter seconds")
StuckTask.__doc__ = """A task that goes on though it was interrupted.

call: the name of what it calls, as far as that has one.
thread: the name of the thread on which it runs.
interpreter: the id of the interpreter in which it runs; that is replaced when the task ends.
seconds: for how long it has not reacted.
"""


class Pool:
    """One pool of Java's, and the futures of its tasks by ticket. Safe for use by many threads."""

    def __init__(self, workers, capacity, tasks_per_interpreter, name, initializer, initargs, preload):
        """Make the pool. ``workers`` are the fewest, the most, and for how many seconds the others wait for a task.

        Raises NotShareableError if the initializer cannot be sent.
        """
        dumped = None if initializer is None else dump_callable(initializer)
        self.id = _clutch.pool_create(*workers, capacity, tasks_per_interpreter, name, dumped, initargs, preload, search_path())
        self.name = name
        self.broken = None
        self._most = workers[1]
        self._tickets = itertools.count(1)
        self._futures = {}
        self._lock = threading.Lock()
        self._starting = threading.Lock()
        self._numbers = itertools.count()
        self._threads = []
        self._standing_by = 0
        self._start()

    def submit(self, callable, args, kwargs, key=None, seconds=None):
        """Return a future for the call, or None after a shutdown. Waits while as many tasks wait as may.

        key: None, or a tuple with the key; seconds: how long it may take.
        """
        ticket = next(self._tickets)
        future = self._futures[ticket] = TaskFuture(self, ticket)
        try:
            if key is seconds is None:
                taken = _clutch.pool_submit(self.id, ticket, callable, args, kwargs)
            else:
                taken = _clutch.pool_submit(self.id, ticket, callable, args, kwargs, key, seconds)
            if taken:
                return future
            del self._futures[ticket]
            return None
        except NotShareableError as error:
            del self._futures[ticket]
            future.set_exception(error)
            return future
        except BaseException:
            self._futures.pop(ticket, None)
            raise

    def withdraw(self, ticket):
        """Take a task back; return whether that was possible."""
        withdrawn = ticket in self._futures and _clutch.pool_withdraw(self.id, ticket)
        if withdrawn:
            self._futures.pop(ticket, None)
        return withdrawn

    def is_waiting(self, ticket):
        """Return whether the task was not begun."""
        return _clutch.pool_is_waiting(self.id, ticket)

    def shut_down(self, cancel=False):
        """Take no more tasks; cancel those that were not begun, if that is asked for."""
        for ticket in _clutch.pool_shutdown(self.id, cancel):
            future = self._futures.pop(ticket, None)
            if future is not None:
                future.cancel_withdrawn()

    def interrupt(self, ticket=None):
        """Interrupt a task, by default all that run. Return whether it runs."""
        return _clutch.pool_interrupt(self.id, ticket)

    def stuck(self):
        """Return the tasks that go on though they were interrupted."""
        return [StuckTask(*told) for told in _clutch.pool_stuck(self.id)]

    def put(self, _):
        """What ``concurrent.futures`` does at exit to each queue of a thread that it knows."""
        self.shut_down()

    def join(self):
        """Wait until the pool has ended, and everybody was told."""
        joined = []
        while rest := [thread for thread in self.threads() if thread not in joined]:
            for thread in rest:
                thread.join()
            joined += rest

    def threads(self):
        """Return the threads that complete futures; one may start another."""
        with self._starting:
            return list(self._threads)

    # ---- the threads that complete ----------------------------------------------------------------

    def _start(self):
        with self._starting:
            number = next(self._numbers)
            suffix = f"_{number}" if number else ""
            thread = threading.Thread(target=self._run, name=f"{self.name}_completions{suffix}")
            thread.start()
            self._threads.append(thread)
            _thread._threads_queues[thread] = self

    def _run(self):
        try:
            while self._stand_by():
                batch = self._await()
                if batch is None:
                    return
                self._complete(batch)
        except BaseException as error:  # this interpreter is being closed
            self._give_up(error)
            raise

    def _await(self):
        """Return what is done, [] after an interrupt, which is not for this thread, or None at the end."""
        try:
            return _clutch.pool_completions(self.id) or None
        except KeyboardInterrupt:
            return []
        finally:
            with self._lock:
                self._standing_by -= 1

    def _stand_by(self):
        """Return whether this thread is needed to wait for more."""
        with self._lock:
            needed = self._standing_by < _STANDING_BY
            self._standing_by += needed
        if not needed:
            with self._starting:
                self._threads.remove(threading.current_thread())
        return needed

    def _complete(self, batch):
        held = []
        done = [0]
        while done[0] < len(batch):
            try:
                self._complete_from(batch, done, held)
            except KeyboardInterrupt:  # not for this thread: go on where it struck
                pass
        del batch
        if held:
            self._call_back(held)

    def _complete_from(self, batch, done, held):
        """Complete futures; ``done[0]`` is where the next one is."""
        futures = self._futures
        for place in range(done[0], len(batch), 3):
            future = futures.get(batch[place])
            if batch[place + 1] == _RESULT:
                if future is not None and future._state == _base.PENDING:
                    future.complete(held, batch[place + 2])
            else:
                self._complete_other(future, held, *batch[place : place + 3])
            futures.pop(batch[place], None)
            done[0] = place + 3

    def _complete_other(self, future, held, ticket, kind, value):
        if kind == _BROKEN:
            self._break(_exception(kind, value))
        elif future is not None and not future.done():
            future.complete(held, *self._outcome(ticket, kind, value))

    def _outcome(self, ticket, kind, value):
        if kind != _KEPT:
            return None, _exception(kind, value)
        try:
            return _clutch.pool_result(self.id, ticket), None
        except Exception as error:
            return None, error

    def _break(self, error):
        what = "Exception in initializer:" if _is_of_python(error) else "Exception in worker"
        _base.LOGGER.critical(what, exc_info=(type(error), error, error.__traceback__))
        self.broken = error

    def _call_back(self, held):
        """Finish these futures, and run their callbacks: before those who wait wake up, as far as one can tell."""
        self._have_another_stand_by()
        _finish(held)
        held.reverse()
        while held:
            try:
                held.pop().call_back()
            except BaseException:
                _base.LOGGER.critical("Exception in worker", exc_info=True)

    def _have_another_stand_by(self):
        with self._lock:
            alone = self._standing_by == 0 and len(self._threads) <= self._most
        if alone:
            try:
                self._start()
            except RuntimeError:  # the interpreter is being closed and takes no more threads
                pass

    def _give_up(self, error):
        self.shut_down(cancel=True)
        self.interrupt()
        while self._futures:
            _, future = self._futures.popitem()
            if not future.done():
                future.set_exception(error)


def _finish(held):
    rest = held[::-1]
    while rest:
        try:
            rest[-1].finish()
            rest.pop()
        except KeyboardInterrupt:  # not for this thread
            pass


def _is_of_python(error):
    return isinstance(error, (ExecutionFailed, NotShareableError)) or isinstance(error.__cause__, ExecutionFailed)


def _exception(kind, value):
    if kind == _FAILED or isinstance(value[0], str):
        return host_error(*value)
    try:
        failed = ExecutionFailed(_excinfo(value))
    except NotShareableError as error:
        return error
    return original_of(failed)


def original_of(failed):
    """Return the exception that a task raised, with an ExecutionFailed as the cause; or that one alone."""
    original = failed.excinfo.restored()
    if original is None:
        return failed
    failed.__cause__ = original.__cause__
    original.__cause__ = failed
    return original


class PendingTasks:
    """Stands for the queue of a ThreadPoolExecutor, for those who look at its length."""

    pool = None

    def qsize(self):
        """Return how many tasks were not begun."""
        return 0 if self.pool is None else _clutch.pool_waiting(self.pool.id)

    def empty(self):
        """Return whether all tasks were begun."""
        return self.qsize() == 0


class WorkerThread:
    """Stands for the thread of one worker, which is Java's."""

    def __init__(self, pool, number):
        self._pool = pool
        self.name = f"{pool.name}_{number}"

    def join(self, timeout=None):
        """Wait until the pool has ended."""
        for thread in self._pool.threads():
            thread.join(timeout)

    def is_alive(self):
        """Return whether the pool has not ended."""
        return any(thread.is_alive() for thread in self._pool.threads())


def workers(pool):
    """Return the threads of the pool's workers."""
    return {WorkerThread(pool, number) for number in range(_clutch.pool_workers(pool.id))}
