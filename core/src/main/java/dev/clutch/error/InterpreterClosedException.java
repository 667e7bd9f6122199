package dev.clutch.error;

/** You used an interpreter after it was closed, or while another thread closes it. */
public final class InterpreterClosedException extends InterpreterException {

    /**
     * Names the interpreter.
     *
     * @param id the id of the closed interpreter; ids are never given out twice
     */
    public InterpreterClosedException(long id) {
        super("interpreter " + id + " is closed");
    }

    @Override
    public String pythonName() {
        return "InterpreterNotFoundError";
    }
}
