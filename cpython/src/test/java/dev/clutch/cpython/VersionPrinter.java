package dev.clutch.cpython;

import dev.clutch.Interpreters;

/** Opens Python, prints its version and ends: for tests that need a process of their own. */
public final class VersionPrinter {
    private VersionPrinter() {}

    /** Needs no arguments. */
    public static void main(String[] arguments) {
        try (Interpreters interpreters = Interpreters.open()) {
            System.out.println("Python " + interpreters.main().call("platform:python_version"));
        }
    }
}
