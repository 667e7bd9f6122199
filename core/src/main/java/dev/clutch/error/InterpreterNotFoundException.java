package dev.clutch.error;

/** There is no interpreter with that id, or there is none any more. */
public final class InterpreterNotFoundException extends InterpreterException {

    /**
     * Names the id.
     *
     * @param id the id that was looked up
     */
    public InterpreterNotFoundException(long id) {
        super("unrecognized interpreter ID " + id);
    }

    @Override
    public String pythonName() {
        return "InterpreterNotFoundError";
    }
}
