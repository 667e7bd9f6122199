"""Keeps code of this interpreter from what it must not have: files, the network, processes, endless recursion.

A guard rail, not a sandbox. Python tells of what code is about to do by audit events; a hook that cannot be taken
off again looks at them. Code that wants to get around it can: it shares the process with the hook, and some
functions of the operating system have no event.
"""

import errno
import os
import sys

import _clutch
from clutch import _replacements

_WRITING = os.O_WRONLY | os.O_RDWR | os.O_APPEND | os.O_CREAT | os.O_TRUNC


def install(access, recursion_limit, memory_budget):
    """Restrict this interpreter; see Java's ``Restrictions``. Memory is Java's business."""
    if recursion_limit is not None:
        _limit_recursion(recursion_limit)
    if access is not None:
        sys.addaudithook(_hook(_Access(*access).checks()))


def _limit_recursion(limit):
    sys.setrecursionlimit(limit)

    class SetRecursionLimit(_replacements.Replacement):
        def __call__(self, wanted, /):
            if isinstance(wanted, int) and wanted > limit:
                raise _denied("setrecursionlimit", wanted, f"has the recursion limit {limit}")
            self._real(wanted)

    _replacements.install(SetRecursionLimit, sys, "setrecursionlimit")


def _hook(checks):
    find = checks.get

    def hook(event, args):
        check = find(event)
        if check is not None:
            check(event, args)

    return hook


class _Access:
    """Who may do what; see Java's ``Access``."""

    def __init__(self, readable, writable, network, processes):
        self._network = network
        self._processes = processes
        self._writable = [_real(path) for path in writable]
        self._readable = list(dict.fromkeys([*map(_real, readable), *self._writable]))
        self._importable = list(map(_real, _importable()))
        self._null = _real(os.devnull)

    def checks(self):
        """Return the functions that look at events, by the name of the event."""
        checks = {}
        if not (_is_below(os.sep, self._readable) and _is_below(os.sep, self._writable)):
            _use_no_descriptors_of_folders()
            checks |= self._of_files()
        if not self._network:
            checks |= dict.fromkeys(_OF_NETWORK, self._refuse_network)
        if not self._processes:
            checks |= dict.fromkeys(_OF_PROCESSES, self._refuse_process)
            self._refuse_fork_exec()
        if checks:
            checks |= dict.fromkeys(_OF_NATIVE_CODE, self._refuse_native_code)
        return checks

    def _of_files(self):
        return {
            "open": self._open,
            "sqlite3.connect": self._database,
            **dict.fromkeys(_READS, self._read),
            **dict.fromkeys(_WRITES, self._write),
            **dict.fromkeys(_WRITES_TWO, self._write_two),
            "os.symlink": self._link,
        }

    def _open(self, event, args):
        path, _, flags = args
        if isinstance(flags, int) and flags & _WRITING:
            self._require_writable(event, path)
        else:
            self._require_readable(event, path)

    def _read(self, event, args):
        self._require_readable(event, args[0] if args else None)

    def _write(self, event, args):
        self._require_writable(event, args[0], _folder(args, _WRITES[event]))

    def _write_two(self, event, args):
        self._require_writable(event, args[0], _folder(args, 2))
        self._require_writable(event, args[1], _folder(args, 3))

    def _link(self, event, args):
        self._require_writable(event, args[1], _folder(args, 2))

    def _database(self, event, args):
        name = os.fsdecode(args[0])
        if name not in ("", ":memory:"):
            self._require_writable(event, name.removeprefix("file:").partition("?")[0])

    def _require_readable(self, event, path):
        if isinstance(path, int):
            return
        real = _real("." if path is None else path)
        if not (_is_below(real, self._readable) or _is_below(real, self._importable) or real == self._null):
            allowed = _words(self._readable)
            raise _denied(event, path, f"may read {allowed} besides what can be imported")

    def _require_writable(self, event, path, folder=None):
        if isinstance(path, int):
            return
        real = _real(path, folder)
        if not (_is_below(real, self._writable) or real == self._null):
            raise _denied(event, path, f"may change {_words(self._writable)}")

    def _refuse_network(self, event, args):
        if event in _OF_SENDING and args[-1] is None:
            return  # a socket that is connected already
        raise _denied(event, args[1:] if event in _OF_SOCKETS else args, "may not use the network")

    def _refuse_process(self, event, args):
        raise _denied(event, args, "may neither run programs nor send signals")

    def _refuse_fork_exec(self):
        """What ``multiprocessing`` starts programs by has no event."""
        import _posixsubprocess

        refuse = self._refuse_process

        class ForkExec(_replacements.Replacement):
            def __call__(self, args, *rest):
                refuse("fork_exec", (args,))

        _replacements.install(ForkExec, _posixsubprocess, "fork_exec")

    def _refuse_native_code(self, event, args):
        if event != "ctypes.dlopen" or args[0] is not None:
            raise _denied(event, args, "is restricted, so it may not use native code")


# The number is the position of the descriptor that a relative path is relative to.
_WRITES = {
    "os.chmod": 2,
    "os.chown": 3,
    "os.chflags": None,
    "os.mkdir": 2,
    "os.remove": 1,
    "os.removexattr": None,
    "os.rmdir": 1,
    "os.setxattr": None,
    "os.truncate": None,
    "os.utime": 3,
}
_WRITES_TWO = "os.rename", "os.link"
_READS = "os.listdir", "os.scandir", "os.chdir", "os.getxattr", "os.listxattr"
_OF_SENDING = {"socket.sendmsg"}
_OF_SOCKETS = {"socket.connect", "socket.bind", "socket.sendto", "socket.sendmsg"}
_OF_NETWORK = (
    *_OF_SOCKETS,
    "socket.getaddrinfo",
    "socket.gethostbyaddr",
    "socket.gethostbyname",
    "socket.getnameinfo",
)
_OF_PROCESSES = (
    "os.exec",
    "os.fork",
    "os.forkpty",
    "os.kill",
    "os.killpg",
    "os.posix_spawn",
    "os.spawn",
    "os.startfile",
    "os.system",
    "pty.spawn",
    "signal.pthread_kill",
    "subprocess.Popen",
)
_OF_NATIVE_CODE = "ctypes.dlopen", "ctypes.dlsym", "ctypes.dlsym/handle", "sqlite3.enable_load_extension"


def _importable():
    """Return the folders and archives that modules come from, as of now."""
    return {os.path.dirname(os.__file__), _clutch.path, *(path for path in sys.path if path)}


def _use_no_descriptors_of_folders():
    """Have nobody open files relative to an open folder, which the event of ``os.open`` does not tell."""

    class Open(_replacements.Replacement):
        def __call__(self, path, flags, mode=0o777, *, dir_fd=None):
            if dir_fd is not None:
                raise _denied("os.open", path, "may not open files relative to a descriptor")
            return self._real(path, flags, mode)

    os.supports_dir_fd.discard(os.open)
    _replacements.install(Open, os, "open")
    sys.modules["posix"].open = os.open


def _folder(args, index):
    """Return the descriptor that paths are relative to, or None."""
    folder = args[index] if index is not None and index < len(args) else -1
    return None if folder == -1 else folder


def _real(path, folder=None, *, realpath=os.path.realpath, fsdecode=os.fsdecode, join=os.path.join):
    path = fsdecode(path)
    if folder is not None:
        path = join(os.readlink(f"/proc/self/fd/{folder}"), path)
    return realpath(path)


def _is_below(path, roots):
    return any(path == root or path.startswith(root.rstrip(os.sep) + os.sep) for root in roots)


def _words(roots):
    return f"only what is below {', '.join(roots)}" if roots else "no files"


def _denied(event, argument, policy):
    shown = ", ".join(map(repr, argument)) if isinstance(argument, tuple) else repr(argument)
    return PermissionError(errno.EACCES, f"{event}({shown}) is denied: interpreter {_clutch.id} {policy}")
