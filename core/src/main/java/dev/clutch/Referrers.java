package dev.clutch;

import dev.clutch.queue.References;

/** Who refers to an interpreter: it is closed when nobody does any more, if that is wanted. */
final class Referrers {
    private final Interpreter interpreter;
    private final References references = new References();
    private volatile boolean linked;

    Referrers(Interpreter interpreter) {
        this.interpreter = interpreter;
    }

    /** A party has made it, to be closed when the last reference is dropped. */
    void link(long maker) {
        references.madeBy(maker);
        link();
    }

    /** From now on the interpreter is to be closed when the last reference is dropped. */
    void link() {
        linked = true;
    }

    /** A party has one more Python object that stands for the interpreter. */
    void add(long party) {
        references.add(party);
    }

    /** It has one less. */
    void drop(long party) {
        closeIf(references.drop(party) && party != interpreter.id());
    }

    /** It has ended. */
    void dropAll(long party) {
        closeIf(references.dropAll(party));
    }

    private void closeIf(boolean unreferenced) {
        if (unreferenced && linked) {
            interpreter.close(false);
        }
    }
}
