package dev.clutch.cli;

/**
 * How a process has ended.
 *
 * @param status its exit status, or 128 and the number of the signal that killed it
 * @param out what it wrote to standard output
 * @param err what it wrote to standard error
 */
record Ended(int status, String out, String err) {
    /** Without what differs from run to run: addresses of objects and threads. */
    Ended withoutAddresses() {
        return new Ended(status, withoutAddresses(out), withoutAddresses(err));
    }

    private static String withoutAddresses(String text) {
        return text.replaceAll("0x[0-9a-fA-F]{6,}", "0x...");
    }
}
