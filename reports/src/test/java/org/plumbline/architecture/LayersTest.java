package org.plumbline.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Map;

/** Four modules in one direction: what is true, what is done, what is claimed, what is shown. */
@AnalyzeClasses(packages = "org.plumbline", importOptions = MainClasses.class)
class LayersTest {
    private static final String[] TRUE = {
        "org.plumbline.problem..",
        "org.plumbline.oracle..",
        "org.plumbline.source..",
        "org.plumbline.sampling..",
        "org.plumbline.numeric..",
        "org.plumbline.random.."
    };
    private static final String[] DONE = {"org.plumbline.algorithm..", "org.plumbline.run.."};
    private static final String CLAIMED = "org.plumbline.theory..";
    private static final String SHOWN = "org.plumbline.report..";

    /** What an algorithm and its runner may use of the module below; no type of these leads to a ground truth. */
    private static final DescribedPredicate<JavaClass> WITHHELD = resideInAPackage("org.plumbline..")
            .and(DescribedPredicate.not(resideInAnyPackage(
                    "org.plumbline.algorithm..",
                    "org.plumbline.run..",
                    "org.plumbline.oracle..",
                    "org.plumbline.source..",
                    "org.plumbline.random..",
                    "org.plumbline.numeric..")))
            .as("the problems and their truth, or anything above");

    /** The classes that a rule looks at exist: an import that finds nothing would pass every rule. */
    @ArchTest
    static void everyModuleIsLookedAt(JavaClasses classes) {
        Map<String, Integer> floors = Map.of(
                "org.plumbline.problem", 25,
                "org.plumbline.oracle", 20,
                "org.plumbline.numeric", 4,
                "org.plumbline.algorithm", 15,
                "org.plumbline.run", 7,
                "org.plumbline.theory", 40,
                "org.plumbline.report", 20);
        floors.forEach((name, floor) -> {
            long found = classes.stream()
                    .filter(c -> c.getPackageName().equals(name)
                            || c.getPackageName().startsWith(name + "."))
                    .count();
            assertTrue(found >= floor, () -> name + " has " + found + " classes, and had at least " + floor);
        });
    }

    /** Tests of other modules would break the rules on their own terms, and hide how many main classes were seen. */
    @ArchTest
    static void noTestIsLookedAt(JavaClasses classes) {
        assertTrue(classes.stream().noneMatch(c -> c.getSimpleName().endsWith("Test")));
    }

    /** The truth is what all else is checked against, so it must not come from what is checked. */
    @ArchTest
    static final ArchRule whatIsTrueKnowsNothingAbove = noClasses()
            .that()
            .resideInAnyPackage(TRUE)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(DONE[0], DONE[1], CLAIMED, SHOWN);

    /** A method that could name a problem could reach its ground truth by a cast; here it cannot even name it. */
    @ArchTest
    static final ArchRule methodsSeeOraclesOnly =
            noClasses().that().resideInAnyPackage(DONE).should().dependOnClassesThat(WITHHELD);

    /** Methods do not know the loop that runs them, so another loop can run them. */
    @ArchTest
    static final ArchRule methodsDoNotKnowTheirRunner = noClasses()
            .that()
            .resideInAPackage(DONE[0])
            .should()
            .dependOnClassesThat()
            .resideInAPackage(DONE[1]);

    /** A claim is pure: it plans and judges; storing and showing belong to the module above. */
    @ArchTest
    static final ArchRule claimsDoNotKnowHowTheyAreShown = noClasses()
            .that()
            .resideInAPackage(CLAIMED)
            .should()
            .dependOnClassesThat()
            .resideInAPackage(SHOWN);

    /** Packages that need each other are one package; every package, at any depth, is a slice of its own. */
    @ArchTest
    static final ArchRule packagesHaveNoCycles =
            slices().matching("org.plumbline.(**)").should().beFreeOfCycles();

    /**
     * Families are found through the service loader: adding one touches no other. Preference learning is the exception
     * by its nature, as its lower level is the environment of one of two other families.
     */
    @ArchTest
    static final ArchRule familiesDoNotKnowEachOther = slices().matching("org.plumbline.problem.(*)..")
            .should()
            .notDependOnEachOther()
            .ignoreDependency(
                    resideInAPackage("org.plumbline.problem.preference"),
                    resideInAnyPackage("org.plumbline.problem.lqr", "org.plumbline.problem.mdp"));
}
