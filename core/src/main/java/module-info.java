import org.jspecify.annotations.NullMarked;

/**
 * Clutch without an engine: interpreters, the messages between them, and the contract that an engine
 * fulfils. Holds no native code and needs nothing at run time but {@code java.base}.
 *
 * <p>Packages depend on each other in one direction only: {@code error, config <- buffer <- message <-
 * queue <- channel <- shared <- lock <- host <- spi <- pool <- dev.clutch}.
 */
@NullMarked
module dev.clutch.core {
    requires static org.jspecify;

    exports dev.clutch;
    exports dev.clutch.buffer;
    exports dev.clutch.channel;
    exports dev.clutch.config;
    exports dev.clutch.error;
    exports dev.clutch.lock;
    exports dev.clutch.message;
    exports dev.clutch.pool;
    exports dev.clutch.queue;
    exports dev.clutch.shared;
    // For the authors of engines; users of interpreters need neither.
    exports dev.clutch.host;
    exports dev.clutch.spi;

    uses dev.clutch.spi.EngineProvider;
}
