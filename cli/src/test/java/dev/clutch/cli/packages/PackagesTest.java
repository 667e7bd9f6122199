package dev.clutch.cli.packages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clutch.cli.packages.TriedPackage.Kind;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The checked-in list of packages, and what is refused in it. */
class PackagesTest {
    private static final Map<String, String> VERSIONS = Map.of("tiny", "1.2");

    @Test
    void itHasEnoughOfBothKinds() {
        assertThat(TriedPackage.all())
                .filteredOn(tried -> tried.kind() == Kind.COMPILED)
                .hasSizeGreaterThanOrEqualTo(70);
        assertThat(TriedPackage.all())
                .filteredOn(tried -> tried.kind() == Kind.PURE)
                .hasSizeGreaterThanOrEqualTo(40);
    }

    @Test
    void eachHasAWorkload(@TempDir Path folder) {
        for (TriedPackage tried : TriedPackage.all()) {
            assertThatCode(() -> tried.file().unpackInto(folder))
                    .as(tried.name())
                    .doesNotThrowAnyException();
        }
    }

    @Test
    void noneIsListedTwice() {
        assertThat(TriedPackage.all()).extracting(TriedPackage::name).doesNotHaveDuplicates();
    }

    @Test
    void aLineHasRankKindAndName() {
        assertThat(TriedPackage.parse("7 pure tiny", VERSIONS))
                .isEqualTo(new TriedPackage("tiny", Kind.PURE, 7, "1.2"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"7 pure", "7 pure other", "7 pure tiny 1"})
    void anotherLineIsRefused(String line) {
        assertThatThrownBy(() -> TriedPackage.parse(line, VERSIONS)).hasMessageContaining(line);
    }

    @Test
    void requirementsKnowPackagesByAnySpelling() {
        assertThat(Requirements.parse(List.of("Zope.Interface==8.5", "a_b==1")).lines())
                .containsExactly("zope-interface==8.5", "a-b==1");
        assertThatThrownBy(() -> Requirements.parse(List.of("tiny>=1"))).hasMessageContaining("tiny>=1");
    }
}
