import org.jspecify.annotations.NullMarked;

/**
 * What every engine must do, as abstract JUnit suites: an engine's tests extend each of them and are
 * done. Written against the public API of {@code dev.clutch.core} only.
 *
 * <p>Open, because JUnit calls the tests by reflection.
 */
@NullMarked
open module dev.clutch.tck {
    requires transitive dev.clutch.core;
    requires transitive org.junit.jupiter.api;
    requires transitive org.junit.jupiter.params;
    requires org.assertj.core;
    requires static org.jspecify;

    exports dev.clutch.tck;
}
