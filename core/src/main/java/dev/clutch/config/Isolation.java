package dev.clutch.config;

/** How far apart an interpreter is from all others. */
public enum Isolation {
    /**
     * It shares the engine's native code with others. Extension modules that were not made for several
     * interpreters, which most outside of the standard library were not, refuse to be imported.
     */
    OWN_GIL("own-gil"),
    /**
     * It has a private copy of the engine's native code, and of all extension modules that it imports. So each of
     * these finds itself alone, and works as in a process of its own. Costs some more time and memory.
     */
    OWN_RUNTIME("own-runtime"),
    /**
     * {@link #OWN_RUNTIME} if compiled packages can be imported that did not come with Python, and this machine can
     * have own runtimes; else {@link #OWN_GIL}. No interpreter has this level: it is decided when one is made.
     */
    AUTO("auto");

    private final String word;

    Isolation(String word) {
        this.word = word;
    }

    /** Its name in Python and on the command line. */
    public String word() {
        return word;
    }

    /**
     * The level of that name.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static Isolation ofWord(String word) {
        for (Isolation isolation : values()) {
            if (isolation.word.equals(word)) {
                return isolation;
            }
        }
        throw new IllegalArgumentException("isolation must be 'own-gil', 'own-runtime' or 'auto', not '" + word + "'");
    }
}
