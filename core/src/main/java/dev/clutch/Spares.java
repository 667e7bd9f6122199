package dev.clutch;

import dev.clutch.config.InterpreterConfig;
import dev.clutch.config.Restrictions;
import dev.clutch.error.InterpreterException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Interpreters that are made before anybody asks for them, on a thread of its own. They are nobody's, and in
 * no list, until {@code Interpreters.create} or a pool takes one; then the next is made. Each takes some
 * megabytes. Safe for use by many threads.
 */
public final class Spares {
    private final Interpreters owner;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();

    // Guarded by the lock:
    private final Map<InterpreterConfig, Shelf> shelves = new HashMap<>();
    private boolean hasMaker;
    private boolean closed;

    /** Those that are made from one config, and the path that they get. */
    private static final class Shelf {
        private final ArrayDeque<Interpreter> ready = new ArrayDeque<>();
        private List<String> path = List.of();
        private int wanted;
    }

    /** What they are kept by: the path is given to whoever takes one. */
    private static InterpreterConfig key(InterpreterConfig decided) {
        return decided.withPath(List.of());
    }

    Spares(Interpreters owner) {
        this.owner = owner;
    }

    /**
     * Keeps so many of that config, for whoever wants an interpreter of the same one, or of one that differs only in
     * having fewer modules preloaded. Returns at once, but closes those that are too many.
     *
     * @param count how many; zero for none any more
     */
    public void keep(InterpreterConfig config, int count) {
        if (count < 0) {
            throw new IllegalArgumentException("the number of spares must be 0 or more, not " + count);
        }
        InterpreterConfig decided = owner.defaults().decide(config);
        List<Interpreter> surplus = new ArrayList<>();
        lock.lock();
        try {
            Shelf shelf = shelves.computeIfAbsent(key(decided), _ -> new Shelf());
            shelf.wanted = count;
            shelf.path = decided.path();
            while (shelf.ready.size() > count) {
                surplus.add(shelf.ready.removeLast());
            }
            changed.signalAll();
            startMaker();
        } finally {
            lock.unlock();
        }
        surplus.forEach(Interpreter::close);
    }

    private void startMaker() {
        if (closed) {
            throw new InterpreterException("this Interpreters object is closed; open another one");
        }
        if (!hasMaker) {
            hasMaker = true;
            owner.thread("clutch-spares", this::make).start();
        }
    }

    /** One that is made from that, or has more modules, if there is one. The config leaves nothing open. */
    @Nullable
    Interpreter take(InterpreterConfig config) {
        Interpreter taken = takeAsItIs(config);
        if (taken != null && !taken.startPath().equals(config.path())) {
            taken.ownCode().startAt(config.path());
        }
        return taken;
    }

    private @Nullable Interpreter takeAsItIs(InterpreterConfig config) {
        lock.lock();
        try {
            for (var shelf : shelves.entrySet()) {
                Interpreter first = shelf.getValue().ready.peek();
                if (first != null && serves(first, config)) {
                    changed.signalAll();
                    return shelf.getValue().ready.remove();
                }
            }
            return null;
        } finally {
            lock.unlock();
        }
    }

    private static boolean serves(Interpreter made, InterpreterConfig wanted) {
        // What may be read depends on the path, and that is decided for ever when one is made.
        boolean isRestricted = !wanted.restrictions().equals(Restrictions.none());
        return made.config().preload().containsAll(wanted.preload())
                && (!isRestricted || made.startPath().equals(wanted.path()))
                && made.config().withPreload(wanted.preload()).equals(key(wanted));
    }

    /** How many of that config are ready at this moment. */
    public int ready(InterpreterConfig config) {
        if (isClosed()) {
            return 0;
        }
        InterpreterConfig key = key(owner.defaults().decide(config));
        lock.lock();
        try {
            Shelf shelf = shelves.get(key);
            return shelf == null ? 0 : shelf.ready.size();
        } finally {
            lock.unlock();
        }
    }

    /** Waits until all that are to be kept of that config are ready, or none can be made. */
    public void await(InterpreterConfig config) throws InterruptedException {
        if (isClosed()) {
            return;
        }
        InterpreterConfig key = key(owner.defaults().decide(config));
        lock.lockInterruptibly();
        try {
            for (Shelf shelf = shelves.get(key);
                    shelf != null && !closed && shelf.ready.size() < shelf.wanted;
                    shelf = shelves.get(key)) {
                changed.await();
            }
        } finally {
            lock.unlock();
        }
    }

    private boolean isClosed() {
        lock.lock();
        try {
            return closed;
        } finally {
            lock.unlock();
        }
    }

    private void make() {
        for (InterpreterConfig config = next(); config != null; config = next()) {
            Interpreter made;
            try {
                made = owner.make(config);
            } catch (RuntimeException | Error e) {
                giveUp(config, e);
                continue;
            }
            if (!put(config, made)) {
                made.close();
            }
        }
    }

    /** What is to be made next, waiting for it; null at the end. */
    private @Nullable InterpreterConfig next() {
        lock.lock();
        try {
            while (!closed) {
                for (var shelf : shelves.entrySet()) {
                    if (shelf.getValue().ready.size() < shelf.getValue().wanted) {
                        return shelf.getKey().withPath(shelf.getValue().path);
                    }
                }
                changed.awaitUninterruptibly();
            }
            hasMaker = false;
            changed.signalAll();
            return null;
        } finally {
            lock.unlock();
        }
    }

    private boolean put(InterpreterConfig config, Interpreter made) {
        lock.lock();
        try {
            Shelf shelf = shelves.get(key(config));
            if (closed || shelf == null || shelf.ready.size() >= shelf.wanted) {
                return false;
            }
            shelf.ready.add(made);
            changed.signalAll();
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Who creates one hears why that is impossible; here it is told once, and not tried again. */
    private void giveUp(InterpreterConfig config, Throwable reason) {
        lock.lock();
        try {
            shelves.remove(key(config));
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        System.getLogger("dev.clutch")
                .log(System.Logger.Level.WARNING, "no spare interpreters are kept, for none can be made", reason);
    }

    /** Makes none any more, and closes those that are there. Blocks until that is done. Harmless when repeated. */
    void close() {
        List<Interpreter> left = new ArrayList<>();
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
            while (hasMaker) {
                changed.awaitUninterruptibly();
            }
            shelves.values().forEach(shelf -> left.addAll(shelf.ready));
            shelves.clear();
        } finally {
            lock.unlock();
        }
        left.forEach(Interpreter::close);
    }
}
