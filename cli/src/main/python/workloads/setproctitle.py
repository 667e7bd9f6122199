"""The title of a thread, which is its own; that of the process belongs to all."""

import threading

import setproctitle


def run():
    names = []

    def name(n):
        setproctitle.setthreadtitle(f"title{n}")
        names.append(setproctitle.getthreadtitle())

    for n in range(3):
        thread = threading.Thread(target=name, args=(n,))
        thread.start()
        thread.join()
    return names, isinstance(setproctitle.getproctitle(), str)
