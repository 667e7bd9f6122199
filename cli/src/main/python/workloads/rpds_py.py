"""Persistent maps, sets, lists and queues."""

import pickle

from rpds import HashTrieMap, HashTrieSet, List, Queue


def run():
    first = HashTrieMap({"a": 1, "b": 2})
    second = first.insert("c", 3).remove("a")
    for n in range(500):
        second = second.insert(f"k{n}", n)
    numbers = List([3, 2, 1]).push_front(4)
    queue = Queue().enqueue(1).enqueue(2)
    try:
        first["z"]
    except KeyError as error:
        failure = error.args
    return (
        sorted(first.items()),
        (len(second), second["k499"], "a" in second),
        list(numbers),
        (queue.peek(), list(queue.dequeue())),
        sorted(HashTrieSet([1, 2]).insert(3).discard(1)),
        sorted(pickle.loads(pickle.dumps(first)).items()),
        failure,
    )
