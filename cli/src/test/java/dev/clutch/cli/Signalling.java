package dev.clutch.cli;

/** Python code with which a program has itself sent signals, as if from outside. */
final class Signalling {
    /**
     * Defines {@code send}: the named signals come one after another, each after a while, from another
     * process, whatever this one does; {@code quick}: whether all this took less than ten seconds.
     */
    static final String SEND = """
            import os, signal, subprocess, threading, time
            def send(*names, after=0.4):
                script = ''.join(f'sleep {after}; kill -{name} {os.getpid()}; ' for name in names)
                subprocess.Popen(['sh', '-c', script], stdin=-3, stdout=-3, stderr=-3)
            started = time.monotonic()
            def quick():
                return time.monotonic() < started + 10
            """;

    private Signalling() {}
}
