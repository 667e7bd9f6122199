package dev.clutch.cpython.capi;

import java.lang.foreign.Arena;

/** {@code stdlib.h}: the environment variables that C code sees; Java has a copy of its own. */
public final class Environment {
    private Environment() {}

    /** Sets a variable for all C code of this process, and for child processes, unless it has a value. */
    public static void setIfAbsent(String name, String value) {
        try (Arena arena = Arena.ofConfined()) {
            Downcalls.number(
                    NativeLibrary.libc("setenv"),
                    arena.allocateFrom(name).address(),
                    arena.allocateFrom(value).address(),
                    0);
        }
    }
}
