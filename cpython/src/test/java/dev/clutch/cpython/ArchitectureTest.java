package dev.clutch.cpython;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The chain {@code capi <- thread <- object <- convert <- upcall <- (root)}, and who may touch raw memory. */
class ArchitectureTest {
    private static final JavaClasses ENGINE = new ClassFileImporter()
            .importUrl(CPythonEngineProvider.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation());

    private static final String ROOT = "dev.clutch.cpython";

    /** Each may use those before it. */
    private static final List<String> CHAIN = List.of("capi", "thread", "object", "convert", "upcall");

    @Test
    void packagesUseOnlyThoseBeforeThem() {
        for (int i = 0; i < CHAIN.size(); i++) {
            List<String> later = new ArrayList<>(List.of(ROOT));
            CHAIN.subList(i + 1, CHAIN.size()).forEach(name -> later.add(ROOT + "." + name + ".."));
            noClasses()
                    .that()
                    .resideInAPackage(ROOT + "." + CHAIN.get(i) + "..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(later.toArray(String[]::new))
                    .check(ENGINE);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"install", "elf", "library"})
    void theyStandAlone(String alone) {
        List<String> others = new ArrayList<>(List.of(ROOT));
        CHAIN.forEach(name -> others.add(ROOT + "." + name + ".."));
        noClasses()
                .that()
                .resideInAPackage(ROOT + "." + alone + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(others.toArray(String[]::new))
                .check(ENGINE);
    }

    @Test
    void theChainDoesNotKnowInstall() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        CHAIN.stream().map(name -> ROOT + "." + name + "..").toArray(String[]::new))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(ROOT + ".install..")
                .check(ENGINE);
    }

    @Test
    void packagesFormNoCycles() {
        slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(ENGINE);
    }

    @ParameterizedTest
    @ValueSource(classes = {Linker.class, SymbolLookup.class, MethodHandle.class})
    void onlyCapiCallsNativeCode(Class<?> type) {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + ".capi..")
                .should()
                .dependOnClassesThat()
                .areAssignableTo(type)
                .check(ENGINE);
    }

    @Test
    void onlyCapiMakesMemoryOutOfAddresses() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + ".capi..")
                .should()
                .callCodeUnitWhere(describe("reinterpret or ofAddress", ArchitectureTest::makesMemory))
                .check(ENGINE);
    }

    private static boolean makesMemory(JavaCall<?> call) {
        return call.getTargetOwner().isEquivalentTo(MemorySegment.class)
                && Set.of("reinterpret", "ofAddress").contains(call.getName());
    }

    @Test
    void noNameSaysNothing() {
        noClasses()
                .should()
                .haveNameMatching(".*(Impl|Utils?|Helper|Manager)(\\$.*)?")
                .check(ENGINE);
    }

    @Test
    void everyPackageHasItsPlace() {
        List<String> known = new ArrayList<>(List.of(ROOT, ROOT + ".install", ROOT + ".elf", ROOT + ".library"));
        CHAIN.forEach(name -> known.add(ROOT + "." + name));
        assertThat(ENGINE.stream().map(JavaClass::getPackageName).distinct().toList())
                .isSubsetOf(known);
    }

    @Test
    void onlyTheProviderIsPublicInTheRoot() {
        assertThat(ENGINE.stream()
                        .filter(type -> type.getPackageName().equals(ROOT))
                        .filter(type ->
                                type.getModifiers().contains(com.tngtech.archunit.core.domain.JavaModifier.PUBLIC))
                        .map(JavaClass::getSimpleName)
                        .toList())
                .containsExactly("CPythonEngineProvider");
    }
}
