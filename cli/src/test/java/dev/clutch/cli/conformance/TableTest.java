package dev.clutch.cli.conformance;

import static dev.clutch.cli.conformance.Runs.pair;
import static dev.clutch.cli.conformance.Runs.run;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TableTest {
    private static final Table TABLE = Table.of(List.of(
            pair(run("clutch", "a passed", "b skipped"), run("plain", "a passed", "b passed")),
            pair(run("clutch", "c xfailed"), run("plain", "c xfailed"))));

    @Test
    void ourRowIsAbovePlainCPythons() {
        assertThat(TABLE.asText()).isEqualTo("""
                suite  python  passed  failed  skipped  xfailed  xpassed  seconds
                tiny   clutch       1       0        1        0        0      1.3
                       plain        2       0        0        0        0      1.3
                tiny   clutch       0       0        0        1        0      1.3
                       plain        0       0        0        1        0      1.3
                all    clutch       1       0        1        1        0      2.5
                       plain        2       0        0        1        0      2.5
                """);
    }

    @Test
    void markdownHasTheSameCells() {
        assertThat(TABLE.asMarkdown()).startsWith("""
                | suite | python | passed | failed | skipped | xfailed | xpassed | seconds |
                |---|---|--:|--:|--:|--:|--:|--:|
                | tiny | clutch | 1 | 0 | 1 | 0 | 0 | 1.3 |
                """);
    }
}
