package dev.clutch.error;

/** Python's command line asked for no more than to exit, as {@code --version} does. */
public final class PythonExitException extends ClutchException {
    private final int status;

    /**
     * Python wants to exit.
     *
     * @param status the exit status that Python wants for the process
     */
    public PythonExitException(int status) {
        super("Python exits with status " + status);
        this.status = status;
    }

    /** The exit status that Python wants for the process. */
    public int status() {
        return status;
    }

    @Override
    public String pythonName() {
        return "SystemExit";
    }
}
