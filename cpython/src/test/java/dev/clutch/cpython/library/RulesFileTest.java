package dev.clutch.cpython.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The files of rules. */
class RulesFileTest {
    @Test
    void oursIsWellFormed() {
        assertThat(Rules.read().ofModules()).extracting(Rules.Rule::what).contains("uvloop", "llvmlite.binding");
    }

    @Test
    void theFirstThatMatchesALibraryCounts() {
        Rules rules = new Rules(Rules.parse("""
                # a comment

                private | libone.so*
                share   | libo*
                """, "file"));
        assertThat(rules.ofLibrary(Path.of("/x/libone.so.3")))
                .map(Rules.Rule::kind)
                .contains(Rules.Kind.PRIVATE);
        assertThat(rules.ofLibrary(Path.of("/x/libother.so")))
                .map(Rules.Rule::source)
                .contains("file:4");
        assertThat(rules.ofLibrary(Path.of("/libo/other.so"))).isEmpty();
        assertThat(rules.ofModules()).isEqualTo(List.of());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "frob | lib.so; no kind of rule 'frob'",
                "share; a rule is: kind | what | how",
                "symbols | module; needs a third column"
            })
    void whatIsNoRuleIsRefused(String line, String message) {
        assertThatThrownBy(() -> Rules.parse(line, "file")).hasMessageContaining(message);
    }
}
