package org.plumbline.report;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ReportsArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("org.plumbline.report");
    private static final String CLI = "org.plumbline.report.cli..";

    @Test
    void thereAreClassesToLookAt() {
        assertTrue(CLASSES.size() >= 40, CLASSES.size() + " classes");
    }

    @Test
    void onlyTheCommandLinePrintsOrExits() {
        noClasses()
                .that()
                .resideOutsideOfPackage(CLI)
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .orShould()
                .callMethod(System.class, "exit", int.class)
                .orShould()
                .callMethod(Throwable.class, "printStackTrace")
                .check(CLASSES);
    }

    @Test
    void modelKnowsNothingOfHowItIsMadeOrShown() {
        layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("model")
                .definedBy("..report.model..")
                .layer("regression")
                .definedBy("..report.regression..")
                .layer("build")
                .definedBy("..report.build..")
                .layer("verify")
                .definedBy("..report.verify..")
                .layer("render")
                .definedBy("..report.render..")
                .layer("cli")
                .definedBy(CLI)
                .layer("gate")
                .definedBy("..report.gate..")
                .whereLayer("gate")
                .mayOnlyBeAccessedByLayers("cli")
                .whereLayer("cli")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("render")
                .mayOnlyBeAccessedByLayers("cli")
                .whereLayer("verify")
                .mayOnlyBeAccessedByLayers("cli")
                .whereLayer("build")
                .mayOnlyBeAccessedByLayers("cli", "verify")
                .whereLayer("regression")
                .mayOnlyBeAccessedByLayers("cli", "build")
                .check(CLASSES);
    }

    @Test
    void packagesFormNoCycle() {
        slices().matching("org.plumbline.report.(*)..")
                .should()
                .beFreeOfCycles()
                .check(CLASSES);
    }
}
