package dev.clutch.config;

import java.util.List;

/**
 * What one interpreter may do. The fields but the last five are those of CPython's {@code PyInterpreterConfig}; the
 * presets are those of {@code _interpreters.new_config}.
 *
 * @param useMainObmalloc whether objects come from the main interpreter's allocator; must be true
 *     unless {@code checkMultiInterpExtensions} is
 * @param allowFork whether {@code os.fork} may be called (a fork of a JVM is refused all the same)
 * @param allowExec whether {@code os.exec*} may replace the process
 * @param allowThreads whether {@code threading.Thread} may be started
 * @param allowDaemonThreads whether daemon threads may be started
 * @param checkMultiInterpExtensions whether extension modules that do not declare support for many
 *     interpreters are refused; must be true for an interpreter with its own GIL
 * @param gil the lock to run under
 * @param restrictions what else is kept from it; a memory budget needs an own allocator
 * @param metered whether its CPU time and its memory are measured, which makes each call into it, and each call of
 *     Java from it, slower by one to two µs; needs an own allocator
 * @param preload the names of modules that are imported when it is made
 * @param isolation how far apart from others. An interpreter with a runtime of its own is always free to start
 *     threads and to import any extension module, whatever the other fields say
 * @param path what its {@code sys.path} is at its start; empty for what its creator's is, which is the main
 *     interpreter's where Java code creates it
 */
public record InterpreterConfig(
        boolean useMainObmalloc,
        boolean allowFork,
        boolean allowExec,
        boolean allowThreads,
        boolean allowDaemonThreads,
        boolean checkMultiInterpExtensions,
        Gil gil,
        Restrictions restrictions,
        boolean metered,
        List<String> preload,
        Isolation isolation,
        List<String> path) {

    private static final InterpreterConfig ISOLATED =
            new InterpreterConfig(false, false, false, true, false, true, Gil.OWN);
    private static final InterpreterConfig LEGACY =
            new InterpreterConfig(true, true, true, true, true, false, Gil.SHARED);
    private static final InterpreterConfig OWN_RUNTIME = ISOLATED.withIsolation(Isolation.OWN_RUNTIME);
    private static final InterpreterConfig USUAL = ISOLATED.withIsolation(Isolation.AUTO);

    /** Rejects combinations that CPython would answer with a fatal error. */
    public InterpreterConfig {
        preload = List.copyOf(preload);
        path = List.copyOf(path);
        if (!useMainObmalloc && !checkMultiInterpExtensions) {
            throw new IllegalArgumentException("an own allocator (useMainObmalloc=false) needs"
                    + " checkMultiInterpExtensions=true: single-phase extension modules share objects");
        }
        if (gil == Gil.OWN && useMainObmalloc) {
            throw new IllegalArgumentException("an own GIL (gil=OWN) needs an own allocator: set"
                    + " useMainObmalloc=false, the main interpreter's is guarded by the main GIL only");
        }
        if (restrictions.memoryBudget().isPresent() && useMainObmalloc) {
            throw new IllegalArgumentException("a memory budget needs an own allocator: set useMainObmalloc=false");
        }
        if (metered && useMainObmalloc) {
            throw new IllegalArgumentException("metering needs an own allocator: set useMainObmalloc=false");
        }
    }

    /** What CPython knows of: without restrictions, not metered, without preloaded modules and a runtime of its own. */
    public InterpreterConfig(
            boolean useMainObmalloc,
            boolean allowFork,
            boolean allowExec,
            boolean allowThreads,
            boolean allowDaemonThreads,
            boolean checkMultiInterpExtensions,
            Gil gil) {
        this(
                useMainObmalloc,
                allowFork,
                allowExec,
                allowThreads,
                allowDaemonThreads,
                checkMultiInterpExtensions,
                gil,
                Restrictions.none(),
                false,
                List.of(),
                Isolation.OWN_GIL,
                List.of());
    }

    /** Runs in parallel with all others, at the level of isolation that {@link EngineConfig} says. */
    public static InterpreterConfig usual() {
        return USUAL;
    }

    /** Own GIL and own allocator, threads but no daemon threads: runs in parallel with all others. */
    public static InterpreterConfig isolated() {
        return ISOLATED;
    }

    /** Own copy of the engine's native code: all extension modules work, beside those of all others. */
    public static InterpreterConfig ownRuntime() {
        return OWN_RUNTIME;
    }

    /** The same with another level of isolation. */
    public InterpreterConfig withIsolation(Isolation level) {
        return with(restrictions, metered, preload, level, path);
    }

    /** The same with another {@code sys.path}; an empty one stands for the creator's. */
    public InterpreterConfig withPath(List<String> folders) {
        return with(restrictions, metered, preload, isolation, folders);
    }

    /** Shares GIL and allocator with the main interpreter and may do what that one may. */
    public static InterpreterConfig legacy() {
        return LEGACY;
    }

    /** The same with these restrictions. */
    public InterpreterConfig withRestrictions(Restrictions newRestrictions) {
        return with(newRestrictions, metered, preload, isolation, path);
    }

    /** The same with or without metering. */
    public InterpreterConfig withMetering(boolean wanted) {
        return with(restrictions, wanted, preload, isolation, path);
    }

    /** The same, but these modules are imported when the interpreter is made. */
    public InterpreterConfig withPreload(List<String> modules) {
        return with(restrictions, metered, modules, isolation, path);
    }

    private InterpreterConfig with(
            Restrictions newRestrictions,
            boolean newMetered,
            List<String> newPreload,
            Isolation newIsolation,
            List<String> newPath) {
        return new InterpreterConfig(
                useMainObmalloc,
                allowFork,
                allowExec,
                allowThreads,
                allowDaemonThreads,
                checkMultiInterpExtensions,
                gil,
                newRestrictions,
                newMetered,
                newPreload,
                newIsolation,
                newPath);
    }
}
