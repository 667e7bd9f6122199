package dev.clutch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Environment variables mean what they mean to Python, and reach the program. */
class VariablesTest extends ProcessTest {
    private static final String SHOW = """
            import sys, gc
            print(sys.flags, sys.path, sys.warnoptions, __debug__, sys.pycache_prefix)
            print(sys.stdout.encoding, sys.stdout.errors, sys.stdout.write_through, sys.dont_write_bytecode)
            print(sys.flags.hash_randomization or hash('a'), 'é')
            """;

    @ParameterizedTest
    @CsvSource({
        "PYTHONPATH, /one:/two",
        "PYTHONHASHSEED, 1",
        "PYTHONUNBUFFERED, 1",
        "PYTHONWARNINGS, error",
        "PYTHONSAFEPATH, 1",
        "PYTHONDONTWRITEBYTECODE, 1",
        "PYTHONPYCACHEPREFIX, /nowhere",
        "PYTHONIOENCODING, latin-1:replace",
        "PYTHONUTF8, 1",
        "PYTHONMALLOC, debug",
        "PYTHONDEVMODE, 1",
        "PYTHONFAULTHANDLER, 1",
        "PYTHONTRACEMALLOC, 3",
        "PYTHON_COLORS, 1",
        "LC_ALL, C",
        "LC_ALL, nonsense",
        "LANG, ''"
    })
    void eachMeansWhatItMeansToPython(String name, String value) {
        set(name, value);
        same("-c", SHOW);
    }

    @Test
    void theProgramSeesThemAll() {
        set("SOME", "ä thing");
        String program = """
                import os
                for name in sorted(os.environ.keys() - {'_', 'SHLVL', 'PWD', 'OLDPWD'}):
                    print(name, os.environ[name])
                """;
        assertThat(same("-c", program).out()).contains("SOME ä thing\n");
    }

    @Test
    void aWrongHomeIsSaid() {
        set("PYTHONHOME", "/nowhere");
        assertThat(clutchRun("-c", "print(1)"))
                .isEqualTo(new Ended(1, "", "clutch: CPython did not start: Failed to import encodings module\n"));
    }

    @Test
    void aWrongSeedIsSaid() {
        set("PYTHONHASHSEED", "nonsense");
        assertThat(clutchRun("-c", "print(1)").err()).startsWith("clutch: CPython did not start: PYTHONHASHSEED must");
    }
}
