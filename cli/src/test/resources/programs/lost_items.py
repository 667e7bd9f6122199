"""Items whose interpreter has ended before they were taken: three ways to treat them."""

import gc
from concurrent import interpreters
from concurrent.interpreters import _queues
from concurrent.interpreters._queues import UNBOUND, UNBOUND_ERROR, UNBOUND_REMOVE


def put_three(queue):
    for number in range(3):
        queue.put(number)


def drain(queue):
    while queue.qsize():
        try:
            yield queue.get_nowait()
        except _queues.ItemInterpreterDestroyed as error:
            yield type(error).__name__


def main():
    for policy in (UNBOUND, UNBOUND_ERROR, UNBOUND_REMOVE):
        queue = interpreters.create_queue(unbounditems=policy)
        queue.put("mine")
        interpreter = interpreters.create()
        interpreter.call(put_three, queue)
        print(queue.qsize(), end=" ")
        print("get", queue.get(), end=" ")
        interpreter.close()
        queue.put("mine too")
        print(queue.qsize(), list(drain(queue)), queue.unbounditems is policy)

    queue = interpreters.create_queue()
    interpreter = interpreters.create()
    interpreter.prepare_main(queue=queue)
    interpreter.exec("""if True:
        from concurrent.interpreters import _queues
        queue.put('kept as an error', unbounditems=_queues.UNBOUND_ERROR)
        queue.put('dropped', unbounditems=_queues.UNBOUND_REMOVE)
        queue.put('replaced')
    """)
    print(queue.get_nowait())
    queue.put("of the main interpreter")
    del interpreter
    gc.collect()
    print(list(drain(queue)), len(interpreters.list_all()))
    print(UNBOUND, repr(UNBOUND) == str(UNBOUND))


if __name__ == "__main__":
    main()
