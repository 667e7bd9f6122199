package dev.clutch;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import java.lang.foreign.Linker;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The chain {@code error, config <- buffer <- message <- queue <- channel <- shared <- lock <- host <- spi <- pool <- (root)}, and what core may use. */
class ArchitectureTest {
    private static final JavaClasses CORE = new ClassFileImporter()
            .importUrl(Interpreters.class.getProtectionDomain().getCodeSource().getLocation());

    /** Each may use those before it. */
    private static final List<String> CHAIN = List.of(
            "error", "config", "buffer", "message", "queue", "channel", "shared", "lock", "host", "spi", "pool");

    @Test
    void packagesUseOnlyThoseBeforeThem() {
        for (int i = 0; i < CHAIN.size(); i++) {
            List<String> later = new ArrayList<>(List.of("dev.clutch"));
            CHAIN.subList(i + 1, CHAIN.size()).forEach(name -> later.add("dev.clutch." + name + ".."));
            noClasses()
                    .that()
                    .resideInAPackage("dev.clutch." + CHAIN.get(i) + "..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(later.toArray(String[]::new))
                    .check(CORE);
        }
    }

    @Test
    void errorsAndConfigurationsKnowNothingOfEachOther() {
        noClasses()
                .that()
                .resideInAPackage("dev.clutch.error..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.clutch.config..")
                .check(CORE);
        noClasses()
                .that()
                .resideInAPackage("dev.clutch.config..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.clutch.error..")
                .check(CORE);
    }

    @Test
    void packagesFormNoCycles() {
        slices().matching("dev.clutch.(*)..").should().beFreeOfCycles().check(CORE);
    }

    @Test
    void coreNeedsNothingButJavaBase() {
        ArchRuleDefinition.classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "dev.clutch..",
                        "java.io..",
                        "java.lang..",
                        "java.math..",
                        "java.net..",
                        "java.nio..",
                        "java.security..",
                        "java.time..",
                        "java.util..",
                        "org.jspecify..")
                .check(CORE);
    }

    @Test
    void coreHoldsNoNativeCode() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.clutch.buffer..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("java.lang.foreign..")
                .check(CORE);
        noClasses()
                .should()
                .dependOnClassesThat()
                .belongToAnyOf(Linker.class, SymbolLookup.class, ValueLayout.class)
                .check(CORE);
    }

    @Test
    void everyPackageIsInTheChain() {
        List<String> packages =
                CORE.stream().map(JavaClass::getPackageName).distinct().sorted().toList();
        List<String> known = new ArrayList<>(List.of("dev.clutch"));
        CHAIN.forEach(name -> known.add("dev.clutch." + name));
        org.assertj.core.api.Assertions.assertThat(packages).isSubsetOf(known);
    }
}
