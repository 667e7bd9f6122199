package dev.clutch.cpython.capi;

import dev.clutch.error.EngineUnavailableException;
import java.nio.file.Path;

/**
 * One loaded libpython: its functions, by header, and the facts about its version. Nothing in it is
 * static, because a process may hold several copies.
 */
public final class LibPython {
    private static final long OLDEST = 0x030C0000;

    private final Path file;
    private final long hexVersion;
    private final String version;
    private final Lifecycle lifecycle;
    private final InterpreterStates interpreters;
    private final Threads threads;
    private final Objects objects;
    private final Values values;
    private final Containers containers;
    private final Errors errors;
    private final Modules modules;
    private final TypeTable types;
    private final Signals signals;
    private final HeapTypes heapTypes;
    private final Arenas arenas;
    private final Strings strings;
    private final MemoryViews memoryViews;
    private final Frames frames;
    private final Mutexes mutexes;

    private LibPython(Path file, NativeLibrary library) {
        this.file = file;
        // Before anything else: an older CPython would lack symbols, or mean other things by them.
        // SAFETY: Py_Version is a constant of type unsigned long in every CPython since 3.11.
        hexVersion =
                library.find("Py_Version").map(v -> Memory.word(v.address())).orElse(0L);
        if (hexVersion < OLDEST) {
            throw new EngineUnavailableException(file + " is not CPython 3.12 or newer; choose another with --python");
        }
        version = describe(hexVersion);
        lifecycle = new Lifecycle(library);
        interpreters = new InterpreterStates(library);
        threads = new Threads(library);
        objects = new Objects(library);
        values = new Values(library);
        containers = new Containers(library);
        errors = new Errors(library);
        modules = new Modules(library);
        types = new TypeTable(library);
        signals = new Signals(library);
        heapTypes = new HeapTypes(library);
        arenas = new Arenas(library);
        strings = new Strings(library);
        memoryViews = new MemoryViews(library);
        frames = new Frames(this, library);
        mutexes = new Mutexes(this, library);
    }

    /**
     * Loads a libpython into the process, where it stays.
     *
     * @throws EngineUnavailableException if it cannot be loaded, or is older than 3.12
     */
    public static LibPython load(Path file) {
        return new LibPython(file, NativeLibrary.open(file));
    }

    /**
     * Loads a copy of a libpython that runs in this process already, as another one; it stays too.
     *
     * @throws EngineUnavailableException if it cannot be loaded
     */
    public static LibPython loadCopy(Path file) {
        return new LibPython(file, NativeLibrary.openCopy(file));
    }

    private static String describe(long hex) {
        String release = (hex >> 24) + "." + ((hex >> 16) & 0xFF) + "." + ((hex >> 8) & 0xFF);
        return switch ((int) ((hex >> 4) & 0xF)) {
            case 0xA -> release + "a" + (hex & 0xF);
            case 0xB -> release + "b" + (hex & 0xF);
            case 0xC -> release + "rc" + (hex & 0xF);
            default -> release;
        };
    }

    /**
     * Compares what Clutch reads from objects itself with what the running library says.
     *
     * @throws EngineUnavailableException if they differ, as in a free-threaded build
     */
    public void checkLayouts() {
        // SAFETY: attached (the caller started the runtime); None is immortal.
        long type = objects.askType(objects.none);
        boolean known = Objects.typeOf(objects.none) == type
                && heapTypes.knowsFlags(type)
                && knowsNumbers()
                && knowsContainers();
        if (!known) {
            throw new EngineUnavailableException(file + " lays objects out in a way that Clutch does not know"
                    + " (a free-threaded or debug build?); choose a regular build with --python");
        }
        objects.decRef(type);
        strings.check(values, objects);
        values.findSmall();
        mutexes.find();
    }

    private boolean knowsNumbers() {
        long real = values.floatFromDouble(-0.1);
        boolean known = Values.floatAsDouble(real) == -0.1 && knowsIntegers();
        objects.decRef(real);
        return known;
    }

    private boolean knowsIntegers() {
        long large = values.longFromLongLong(1L << 30);
        long number = values.longFromLongLong(-123_456_789);
        objects.askIncRef(number);
        boolean known = Values.isCompact(number)
                && Values.compactValue(number) == -123_456_789
                && !Values.isCompact(large)
                && Objects.references(number) == 2
                && Objects.references(objects.none) < 0;
        objects.decRef(number);
        objects.decRef(number);
        objects.decRef(large);
        return known;
    }

    /** A list is made to a tuple by C code, from what is put into it here. */
    private boolean knowsContainers() {
        long list = containers.listNew(2);
        Containers.listSetItem(list, 0, objects.pyTrue);
        Containers.listSetItem(list, 1, objects.none);
        long tuple = containers.listAsTuple(list);
        boolean known = Containers.size(list) == 2
                && Containers.size(tuple) == 2
                && containers.tupleGetItem(tuple, 0) == objects.pyTrue
                && containers.tupleGetItem(tuple, 1) == objects.none;
        objects.decRef(tuple);
        objects.decRef(list);
        return known;
    }

    /** The file that was loaded. */
    public Path file() {
        return file;
    }

    /** Such as {@code 3.14.3}. */
    public String version() {
        return version;
    }

    /** Whether this is CPython {@code major.minor} or newer. */
    public boolean atLeast(int major, int minor) {
        return hexVersion >= (((long) major << 24) | ((long) minor << 16));
    }

    public Lifecycle lifecycle() {
        return lifecycle;
    }

    public InterpreterStates interpreters() {
        return interpreters;
    }

    public Threads threads() {
        return threads;
    }

    public Objects objects() {
        return objects;
    }

    public Values values() {
        return values;
    }

    public Containers containers() {
        return containers;
    }

    public Errors errors() {
        return errors;
    }

    public Modules modules() {
        return modules;
    }

    public TypeTable types() {
        return types;
    }

    public Signals signals() {
        return signals;
    }

    public Arenas arenas() {
        return arenas;
    }

    public HeapTypes heapTypes() {
        return heapTypes;
    }

    public Frames frames() {
        return frames;
    }

    public Mutexes mutexes() {
        return mutexes;
    }

    public Strings strings() {
        return strings;
    }

    public MemoryViews memoryViews() {
        return memoryViews;
    }
}
