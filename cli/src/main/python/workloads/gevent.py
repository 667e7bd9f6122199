"""Greenlets, queues, pools, servers, timeouts and a pool of threads."""

import gevent
from gevent import event, pool, queue, server, socket


def run():
    order = []

    def late(n):
        gevent.sleep(n / 100)
        order.append(n)
        return n * n

    squares = [job.get() for job in [gevent.spawn(late, n) for n in (3, 1, 2)]]
    numbers = queue.Queue()
    consumer = gevent.spawn(lambda: [numbers.get() for _ in range(10)])
    for n in range(10):
        numbers.put(n)
    result = event.AsyncResult()
    gevent.spawn(result.set, "set")

    def echo(connection, address):
        with connection:
            connection.sendall(connection.recv(100)[::-1])

    listening = server.StreamServer(("127.0.0.1", 0), echo)
    listening.start()
    with socket.create_connection(("127.0.0.1", listening.server_port)) as client:
        client.sendall(b"clutch")
        answer = client.recv(100)
    listening.stop()
    try:
        with gevent.Timeout(0.01):
            gevent.sleep(10)
    except gevent.Timeout as error:
        failure = type(error).__name__
    in_thread = gevent.get_hub().threadpool.apply(sum, (range(100),))
    mapped = pool.Pool(3).map(lambda n: n + 1, range(20))
    kinds = type(gevent.get_hub().loop).__module__
    results = squares, order, consumer.get(), result.get(), answer, in_thread, mapped[-1], failure, kinds
    gevent.get_hub().destroy(destroy_loop=True)
    return results
