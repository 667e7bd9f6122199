"""This process, its parent, memory, disks and sockets; only what is the same each time."""

import os
import socket

import psutil


def run():
    process = psutil.Process()
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        port = listener.getsockname()[1]
        listening = [c.status for c in process.net_connections() if c.laddr and c.laddr.port == port]
    try:
        psutil.Process(2**22 + 1)
    except psutil.NoSuchProcess as error:
        failure = type(error).__name__
    memory = process.memory_info()
    return (
        process.pid == os.getpid(),
        process.ppid() == os.getppid(),
        psutil.cpu_count(),
        0 < memory.rss < memory.vms,
        psutil.virtual_memory().total,
        process.num_threads() >= 1,
        len(process.open_files()) >= 0,
        psutil.disk_usage("/").total,
        [psutil.pid_exists(n) for n in (os.getpid(), 2**22 + 1)],
        "lo" in psutil.net_if_addrs(),
        listening,
        failure,
    )
