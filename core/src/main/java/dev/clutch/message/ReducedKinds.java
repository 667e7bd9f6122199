package dev.clutch.message;

/**
 * The kinds of {@link Message.Reduced} that Java knows by name. The Python side of each is in {@code
 * clutch/_crossing/}; a kind that is not here is opaque to Java and is only handed on.
 */
public final class ReducedKinds {
    /** A {@code decimal.Decimal}: its text, a {@code Str}. */
    public static final String DECIMAL = "decimal";
    /** A {@code datetime.date}: a {@code Str} in ISO format. */
    public static final String DATE = "date";
    /** A {@code datetime.time} without a time zone: a {@code Str} in ISO format. */
    public static final String TIME = "time";
    /** A {@code datetime.datetime}: {@code (iso, zone or None)}, zone being a {@code ZoneInfo} key. */
    public static final String DATETIME = "datetime";
    /** A {@code datetime.timedelta}: {@code (days, seconds, microseconds)}. */
    public static final String TIMEDELTA = "timedelta";
    /** A {@code uuid.UUID}: its text. */
    public static final String UUID = "uuid";
    /** A queue: its id. */
    public static final String QUEUE = "queue";
    /** The send end of a channel: its id. */
    public static final String SEND_CHANNEL = "send_channel";
    /** The receive end of a channel: its id. */
    public static final String RECEIVE_CHANNEL = "recv_channel";
    /** A lock that is not reentrant: its id. */
    public static final String LOCK = "lock";
    /** A reentrant lock: its id. */
    public static final String RLOCK = "rlock";
    /** A semaphore: its id. */
    public static final String SEMAPHORE = "semaphore";
    /** A bounded semaphore: its id. */
    public static final String BOUNDED_SEMAPHORE = "bounded_semaphore";
    /** An event: its id. */
    public static final String EVENT = "event";
    /** A condition: its id. */
    public static final String CONDITION = "condition";
    /** A barrier: its id. */
    public static final String BARRIER = "barrier";
    /** A dict that interpreters share: its id. */
    public static final String SHARED_DICT = "shared_dict";
    /** A list that interpreters share: its id. */
    public static final String SHARED_LIST = "shared_list";
    /** Nothing, where there might have been a value; only ever in an answer of a host function. */
    public static final String MISSING = "missing";
    /** An interpreter: its id. */
    public static final String INTERPRETER = "interpreter";
    /** A Python object that stays in its interpreter: {@code (interpreter, id)}. */
    public static final String OBJECT = "object";
    /** A Java function that Python code may call: its id. */
    public static final String CALLABLE = "callable";
    /** An importable object: {@code "module:qualified.name"}. */
    public static final String NAME = "name";
    /** A {@code memoryview} that leads to its elements by pointers: {@code (a copy of its bytes, format, shape)}. */
    public static final String MEMORY_VIEW = "memoryview";
    /** A pickle: {@code bytes}. */
    public static final String PICKLE = "pickle";
    /** What {@code get} returns for an item whose interpreter ended. */
    public static final String UNBOUND = "unbound";

    private ReducedKinds() {}
}
