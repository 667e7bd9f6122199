package dev.clutch.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How to start Python in this process.
 *
 * @param python the user's own Python: its executable, or the folder of a virtual environment or of
 *     an installation; empty for the one that the engine brings
 * @param venv the folder of a virtual environment whose packages can be imported; its Python is used unless {@code
 *     python} is given, of which it must be then
 * @param cache the folder to unpack into; empty for the user's cache folder
 * @param arguments Python's command line after the program's name, as in {@code ["-X", "utf8"]}
 * @param ownsProcess whether Python is what this process is for: it then handles signals and buffers
 *     its output as a plain {@code python} does. When false, signals stay the JVM's, and output is
 *     written at once so that it mixes well with Java's.
 * @param isolation the level of interpreters that are made without saying another; {@link Isolation#AUTO} for what
 *     suits the packages that they can import
 */
public record EngineConfig(
        Optional<Path> python,
        Optional<Path> venv,
        Optional<Path> cache,
        List<String> arguments,
        boolean ownsProcess,
        Isolation isolation) {

    /** The one long option that does not just print something. */
    private static final String HASH_BASED_BYTECODE = "--check-hash-based-pycs";

    /** Letters of options without values, then maybe one with a value: {@code c} and {@code m} name the program. */
    private static final Pattern LETTERS = Pattern.compile("-(?=.)([a-zA-Z?&&[^cmXW]]*)(?:([XWcm])(.*))?");

    /** Copies the arguments. */
    public EngineConfig {
        arguments = List.copyOf(arguments);
    }

    /**
     * A guest in a Java process, as the system properties {@code clutch.python}, {@code clutch.venv}, {@code
     * clutch.cache} and {@code clutch.isolation} and the environment variables {@code CLUTCH_PYTHON}, {@code
     * CLUTCH_VENV}, {@code CLUTCH_CACHE} and {@code CLUTCH_ISOLATION} say.
     *
     * @throws IllegalArgumentException if there is no such level of isolation
     */
    public static EngineConfig fromEnvironment() {
        return new EngineConfig(
                path("clutch.python"), path("clutch.venv"), path("clutch.cache"), List.of(), false, usualIsolation());
    }

    /** The same with another Python. */
    public EngineConfig withPython(Path newPython) {
        return new EngineConfig(Optional.of(newPython), venv, cache, arguments, ownsProcess, isolation);
    }

    /** The same in a virtual environment. */
    public EngineConfig withVenv(Path folder) {
        return new EngineConfig(python, Optional.of(folder), cache, arguments, ownsProcess, isolation);
    }

    /** The same in no virtual environment. */
    public EngineConfig withoutVenv() {
        return new EngineConfig(python, Optional.empty(), cache, arguments, ownsProcess, isolation);
    }

    /** The same for a process that exists to run this Python command line. */
    public EngineConfig owningProcess(List<String> newArguments) {
        return new EngineConfig(python, venv, cache, newArguments, true, isolation);
    }

    /** The same with another level of isolation. */
    public EngineConfig withIsolation(Isolation level) {
        return new EngineConfig(python, venv, cache, arguments, ownsProcess, level);
    }

    /** Those of the arguments that are for the interpreter, such as {@code -X utf8}, and not for a program. */
    public List<String> interpreterOptions() {
        List<String> options = new ArrayList<>();
        Iterator<String> words = arguments.iterator();
        while (words.hasNext() && addOptions(words.next(), words, options)) {}
        return options;
    }

    /** Adds the options of one word, and returns whether more may follow: letters, of which the last may have a value. */
    private static boolean addOptions(String word, Iterator<String> following, List<String> options) {
        if (word.equals(HASH_BASED_BYTECODE) && following.hasNext()) {
            options.add(word);
            options.add(following.next());
            return true;
        }
        Matcher letters = LETTERS.matcher(word);
        if (!letters.matches()) {
            return false;
        }
        if (!letters.group(1).isEmpty()) {
            options.add("-" + letters.group(1));
        }
        String kind = Objects.requireNonNullElse(letters.group(2), "");
        String value = Objects.requireNonNullElse(letters.group(3), "");
        if ((kind.equals("X") || kind.equals("W")) && (!value.isEmpty() || following.hasNext())) {
            options.add("-" + kind);
            options.add(value.isEmpty() ? following.next() : value);
        }
        return !kind.equals("c") && !kind.equals("m");
    }

    private static Isolation usualIsolation() {
        return setting("clutch.isolation").map(Isolation::ofWord).orElse(Isolation.AUTO);
    }

    private static Optional<Path> path(String property) {
        return setting(property).map(Path::of);
    }

    private static Optional<String> setting(String property) {
        String variable = property.replace('.', '_').toUpperCase(java.util.Locale.ROOT);
        return Optional.ofNullable(System.getProperty(property, System.getenv(variable)))
                .filter(text -> !text.isBlank());
    }
}
