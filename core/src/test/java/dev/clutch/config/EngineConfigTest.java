package dev.clutch.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EngineConfigTest {
    private final @Nullable String python = System.getProperty("clutch.python");
    private final @Nullable String cache = System.getProperty("clutch.cache");

    @AfterEach
    void restoreProperties() {
        set("clutch.python", python);
        set("clutch.cache", cache);
    }

    private static void set(String name, @Nullable String value) {
        if (value == null) {
            System.clearProperty(name);
        } else {
            System.setProperty(name, value);
        }
    }

    @Test
    void systemPropertiesChooseThePythonAndTheCache() {
        System.setProperty("clutch.python", "/opt/venv");
        System.setProperty("clutch.cache", "/tmp/cache");
        EngineConfig config = EngineConfig.fromEnvironment();
        assertThat(config.python()).contains(Path.of("/opt/venv"));
        assertThat(config.cache()).contains(Path.of("/tmp/cache"));
        assertThat(config.arguments()).isEmpty();
        assertThat(config.ownsProcess()).isFalse();
    }

    @Test
    void anEmptyPropertyIsAsGoodAsNone() {
        System.setProperty("clutch.python", " ");
        assertThat(EngineConfig.fromEnvironment().python()).isEmpty();
    }

    @Test
    void itIsChangedByMakingAnother() {
        EngineConfig config = new EngineConfig(
                Optional.empty(), Optional.empty(), Optional.empty(), List.of(), false, Isolation.OWN_GIL);
        EngineConfig owning = config.withPython(Path.of("p")).owningProcess(List.of("-c", "pass"));
        assertThat(owning)
                .isEqualTo(new EngineConfig(
                        Optional.of(Path.of("p")),
                        Optional.empty(),
                        Optional.empty(),
                        List.of("-c", "pass"),
                        true,
                        Isolation.OWN_GIL));
        assertThat(config.python()).isEmpty();
    }

    @Test
    void itKeepsACopyOfTheArguments() {
        List<String> arguments = new ArrayList<>(List.of("-u"));
        EngineConfig config = new EngineConfig(
                Optional.empty(), Optional.empty(), Optional.empty(), arguments, false, Isolation.OWN_GIL);
        arguments.clear();
        assertThat(config.arguments()).containsExactly("-u");
    }

    @ParameterizedTest
    @CsvSource({
        "'', ''",
        "program.py -u, ''",
        "-c pass -u, ''",
        "-, ''",
        "-uO -X utf8 -Wdefault program.py -I, -uO -X utf8 -W default",
        "-Ic pass, -I",
        "-Xdev -mjson.tool -I, -X dev",
        "--version, ''",
        "--check-hash-based-pycs always -B x.py, --check-hash-based-pycs always -B"
    })
    void optionsForTheInterpreterComeBeforeTheProgram(String line, String options) {
        EngineConfig config =
                EngineConfig.fromEnvironment().owningProcess(line.isEmpty() ? List.of() : List.of(line.split(" ")));
        assertThat(String.join(" ", config.interpreterOptions())).isEqualTo(options);
    }
}
