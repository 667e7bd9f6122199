"""A server with one queue for requests; every client sends along the queue for its replies."""

import threading
from concurrent import interpreters


def serve(requests):
    accounts = {}
    served = 0
    while (request := requests.get()) is not None:
        replies, client, action, amount = request
        served += 1
        balance = accounts.get(client, 0)
        if action == "pay in":
            accounts[client] = balance + amount
            replies.put(("ok", accounts[client]))
        elif action == "pay out" and amount <= balance:
            accounts[client] = balance - amount
            replies.put(("ok", accounts[client]))
        else:
            replies.put(("refused", balance))
    return served, sorted(accounts.items())


def use(requests, report, client, amounts):
    from concurrent import interpreters

    replies = interpreters.create_queue()
    answers = []
    for amount in amounts:
        requests.put((replies, client, "pay in" if amount > 0 else "pay out", abs(amount)))
        answers.append(replies.get(timeout=30))
    report.put((client, answers))


def main():
    requests, report = interpreters.create_queue(), interpreters.create_queue()
    server = interpreters.create()
    outcome = []
    serving = threading.Thread(target=lambda: outcome.append(server.call(serve, requests)))
    serving.start()
    orders = {"ann": (10, -4, -7), "bob": (5, 5, -10), "cleo": (-1, 100)}
    clients = [interpreters.create() for _ in orders]
    threads = [
        client.call_in_thread(use, requests, report, name, amounts)
        for client, (name, amounts) in zip(clients, orders.items())
    ]
    for client, answers in sorted(report.get() for _ in orders):
        print(client, answers)
    for thread in threads:
        thread.join()
    requests.put(None)
    serving.join()
    print(*outcome)
    for interpreter in (server, *clients):
        interpreter.close()


if __name__ == "__main__":
    main()
