package dev.clutch.config;

import java.nio.file.Path;
import java.util.List;

/**
 * What Python code of an interpreter may reach outside of it. A guard rail, not a sandbox: it stops code that
 * asks Python for what it must not have, with a {@code PermissionError}; code that wants to get around it can,
 * for it shares the process.
 *
 * <p>What can be imported can always be read: the standard library, and what is on {@code sys.path} when the
 * interpreter is made. Whether a file exists can always be asked. Descriptors that are open already may be used.
 *
 * @param readable files and folders that may be read, each with all that is below it
 * @param writable files and folders that may be changed, and read, each with all that is below it
 * @param network whether sockets may be connected, bound and sent from, and names looked up
 * @param processes whether programs may be run and signals sent
 */
public record Access(List<Path> readable, List<Path> writable, boolean network, boolean processes) {
    private static final List<Path> ALL = List.of(Path.of("/"));
    private static final Access EVERYTHING = new Access(ALL, ALL, true, true);
    private static final Access NOTHING = new Access(List.of(), List.of(), false, false);

    /** Copies the lists, and makes the paths absolute. */
    public Access {
        readable = absolute(readable);
        writable = absolute(writable);
    }

    private static List<Path> absolute(List<Path> paths) {
        return paths.stream().map(path -> path.toAbsolutePath().normalize()).toList();
    }

    /** All that the process may do. */
    public static Access everything() {
        return EVERYTHING;
    }

    /** Neither files, but those that can be imported, nor the network nor processes. */
    public static Access nothing() {
        return NOTHING;
    }

    /** The same with these files and folders to read. */
    public Access withReadable(Path... paths) {
        return new Access(List.of(paths), writable, network, processes);
    }

    /** The same with these files and folders to change and to read. */
    public Access withWritable(Path... paths) {
        return new Access(readable, List.of(paths), network, processes);
    }

    /** The same with or without the network. */
    public Access withNetwork(boolean allowed) {
        return new Access(readable, writable, allowed, processes);
    }

    /** The same with or without processes. */
    public Access withProcesses(boolean allowed) {
        return new Access(readable, writable, network, allowed);
    }
}
