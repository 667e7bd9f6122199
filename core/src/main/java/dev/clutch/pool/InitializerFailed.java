package dev.clutch.pool;

import dev.clutch.spi.Outcome;

/** The initializer of a pool did not return in some interpreter. */
final class InitializerFailed extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient Outcome outcome;

    InitializerFailed(Outcome outcome) {
        super("the initializer failed: " + describe(outcome));
        this.outcome = outcome;
    }

    private static String describe(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Raised(var info, var _) ->
                info.formatted() + "\n" + info.traceback().stripTrailing();
            case Outcome.Unshareable(String what, var info) -> what + " not shareable: " + info.formatted();
            case Outcome.Returned _ -> throw new IllegalArgumentException("it has returned");
        };
    }

    /** What it did. */
    Outcome outcome() {
        return outcome;
    }
}
