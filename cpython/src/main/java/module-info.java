import org.jspecify.annotations.NullMarked;

/**
 * CPython over {@code java.lang.foreign}: an engine for {@code dev.clutch.core}. Exports nothing; it
 * is found as a service. The one flag that it needs is {@code
 * --enable-native-access=dev.clutch.cpython} (on the class path: {@code ALL-UNNAMED}).
 */
@NullMarked
module dev.clutch.cpython {
    requires dev.clutch.core;
    requires static org.jspecify;

    provides dev.clutch.spi.EngineProvider with
            dev.clutch.cpython.CPythonEngineProvider;
}
