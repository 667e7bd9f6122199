package dev.clutch.cli;

/** Python code that runs a program on a terminal and types into it. */
final class Terminal {
    /**
     * Runs the command line in its arguments. {@code steps} is a list of pairs: what must appear, and
     * what is typed then, as slowly as by hand: a program that has just prompted does not yet read. Prints all that has appeared, without colours and movements, and the status.
     */
    static final String DRIVE = """
            import os, pty, re, signal, sys, time
            pid, terminal = pty.fork()
            if pid == 0:
                os.execvp(sys.argv[1], sys.argv[1:])
            shown, seen, wanted = '', 0, ''
            def fail(*_):
                print(shown, f'waited for {wanted!r}')
                os.kill(pid, signal.SIGKILL)
                sys.exit(1)
            def read():
                global shown
                try:
                    data = os.read(terminal, 10_000)
                except OSError:
                    data = b''
                shown += re.sub(r'\\x1b(\\[[0-9;?]*[a-zA-Z]|[=>])|\\r', '', data.decode(errors='replace'))
                return data
            signal.signal(signal.SIGALRM, fail)
            signal.alarm(25)
            for wanted, keys in steps:
                while wanted not in shown[seen:]:
                    read() or fail()
                seen = shown.index(wanted, seen) + len(wanted)
                if keys:
                    time.sleep(0.2)
                    os.write(terminal, keys.encode())
            while read():
                pass
            print(shown)
            print('status', os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))
            """;

    private Terminal() {}
}
