package dev.clutch.cpython;

import dev.clutch.cpython.capi.Environment;
import dev.clutch.cpython.capi.LibPython;
import dev.clutch.cpython.capi.SharedLibraries;
import dev.clutch.cpython.library.CopyCache;
import dev.clutch.cpython.library.PrivateLibraries;
import dev.clutch.cpython.library.Rules;
import dev.clutch.cpython.thread.MemoryMeter;
import dev.clutch.cpython.upcall.HostModule;
import dev.clutch.error.EngineUnavailableException;
import dev.clutch.error.InterpreterException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The berths of this process. Those that are free are taken again, the last one first, since its pages are warm. */
final class Berths {
    /** How many threads BLAS and OpenMP libraries make. */
    private static final List<String> POOL_SIZES =
            List.of("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS");

    private final Path libpython;
    private final CopyCache cache;
    private @Nullable Rules rules;
    private final Function<LibPython, HostModule> hostModule;
    private final AtomicInteger made = new AtomicInteger();
    private final Deque<Berth> free = new ArrayDeque<>();

    /**
     * No berths yet.
     *
     * @param libpython what is copied
     * @param cache where copies are kept
     * @param hostModule makes what interpreters call Java by, for a copy
     */
    Berths(Path libpython, CopyCache cache, Function<LibPython, HostModule> hostModule) {
        this.libpython = libpython;
        this.cache = cache;
        this.hostModule = hostModule;
    }

    /**
     * A berth without a runtime.
     *
     * @throws InterpreterException if it cannot be made
     * @throws EngineUnavailableException if this machine cannot have several runtimes in one process
     */
    Berth take() {
        refusal().ifPresent(reason -> {
            throw new EngineUnavailableException(reason);
        });
        MappedAreas.now().requireRoom();
        Berth berth;
        synchronized (free) {
            berth = free.poll();
        }
        return berth == null ? load(made.incrementAndGet()) : berth;
    }

    /** What needs more than the general way; read when it is needed first, which in most processes is never. */
    synchronized Rules rules() {
        if (rules == null) {
            rules = Rules.read();
        }
        return rules;
    }

    /** The berth's runtime has ended. */
    void giveBack(Berth berth) {
        try {
            berth.libraries().close();
        } catch (IOException e) {
            System.getLogger("dev.clutch")
                    .log(System.Logger.Level.WARNING, "private copies of libraries could not be deleted", e);
        }
        int life = berth.life() + 1;
        Berth next = new Berth(
                berth.number(),
                berth.python(),
                berth.hostModule(),
                berth.memory(),
                life,
                libraries(berth.number(), life));
        synchronized (free) {
            free.push(next);
        }
    }

    private PrivateLibraries libraries(int number, int life) {
        return new PrivateLibraries(cache, libpython, number, life, rules(), SharedLibraries::keep);
    }

    private Berth load(int number) {
        if (number == 1) {
            prepareProcess();
        }
        PrivateLibraries libraries = libraries(number, 0);
        try {
            LibPython python = LibPython.loadCopy(libraries.libpython());
            return new Berth(number, python, hostModule.apply(python), MemoryMeter.ofRuntime(python), 0, libraries);
        } catch (IOException e) {
            throw new InterpreterException("a private copy of " + libpython + " cannot be made: " + e.getMessage(), e);
        }
    }

    /** Once, before the first runtime. */
    private void prepareProcess() {
        // Interpreters share the cores; libraries that each start a thread for every core would fight over them.
        POOL_SIZES.forEach(variable -> Environment.setIfAbsent(variable, "1"));
        try {
            cache.use();
            cache.deleteLeftovers();
        } catch (IOException e) {
            throw new InterpreterException("the cache of private copies cannot be used: " + e.getMessage(), e);
        }
    }

    /** Why this machine cannot have several runtimes in one process, if it cannot. */
    static Optional<String> refusal() {
        String system = System.getProperty("os.name");
        if (!system.toLowerCase(Locale.ROOT).startsWith("linux")) {
            return Optional.of("interpreters with a runtime of their own do not run on " + system
                    + " yet, only on Linux; make one with its own GIL (isolation 'own-gil') instead");
        }
        if (SharedLibraries.isAllocatorReplaced()) {
            return Optional.of("interpreters with a runtime of their own need the C library's malloc,"
                    + " but another one was preloaded (LD_PRELOAD); start without it, or make interpreters with their"
                    + " own GIL (isolation 'own-gil')");
        }
        return Optional.empty();
    }
}
