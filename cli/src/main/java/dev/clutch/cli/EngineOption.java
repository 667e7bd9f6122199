package dev.clutch.cli;

import dev.clutch.spi.EngineProvider;
import java.util.List;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The option that chooses an engine. */
final class EngineOption {
    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec spec;

    @Option(names = "--engine", paramLabel = "NAME", description = "Use this engine, as in 'cpython'.")
    void check(String name) {
        List<String> names = names();
        if (!names.contains(name) && spec != null) {
            throw new ParameterException(
                    spec.commandLine(), "no engine '" + name + "'; there is " + String.join(", ", names));
        }
    }

    private static List<String> names() {
        return ServiceLoader.load(EngineProvider.class).stream()
                .map(provider -> provider.get().name())
                .sorted()
                .toList();
    }
}
