import org.jspecify.annotations.NullMarked;

/** The command {@code clutch}. */
@NullMarked
module dev.clutch.cli {
    requires dev.clutch.core;
    requires info.picocli;
    requires static org.jspecify;

    uses dev.clutch.spi.EngineProvider;

    opens dev.clutch.cli to
            info.picocli;
}
