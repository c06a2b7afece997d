package org.plumbline.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.commons.rng.UniformRandomProvider;
import org.plumbline.oracle.EnvironmentOracle;
import org.plumbline.oracle.FirstOrderOracle;
import org.plumbline.oracle.Oracles;
import org.plumbline.problem.BilevelFunctions;
import org.plumbline.problem.BilevelProblem;
import org.plumbline.problem.GroundTruth;
import org.plumbline.random.RandomStream;

/** What classes must not do, whatever module they are in. */
@AnalyzeClasses(packages = "org.plumbline", importOptions = MainClasses.class)
class ConductTest {
    private static final String CLI = "org.plumbline.report.cli..";

    /** A library that prints cannot be used by a program; only the command line talks to a terminal. */
    @ArchTest
    static final ArchRule onlyTheCommandLinePrints =
            noClasses().that(not(resideInAPackage(CLI))).should(ACCESS_STANDARD_STREAMS);

    /** A stack trace is printing too, whatever the exception's type; the command line shows one for a bug of ours. */
    @ArchTest
    static final ArchRule onlyTheCommandLinePrintsStackTraces =
            noClasses().that(not(resideInAPackage(CLI))).should().callMethodWhere(target(name("printStackTrace")));

    /** An exit inside a library takes its caller down, and skips the report that must come before it. */
    @ArchTest
    static final ArchRule onlyTheCommandLineExits = noClasses()
            .that(not(resideInAPackage(CLI)))
            .should()
            .callMethod(System.class, "exit", int.class)
            .orShould()
            .callMethod(Runtime.class, "exit", int.class)
            .orShould()
            .callMethod(Runtime.class, "halt", int.class);

    /** Randomness is an argument, or a run cannot be repeated. */
    @ArchTest
    static final ArchRule randomnessComesFromStreamsOnly = noClasses()
            .should()
            .dependOnClassesThat()
            .belongToAnyOf(Random.class, ThreadLocalRandom.class, SplittableRandom.class)
            .orShould()
            .callMethod(Math.class, "random")
            .orShould()
            .callMethod(StrictMath.class, "random");

    /** The generator's name and version stand in one place, so that frozen seeds stay frozen. */
    @ArchTest
    static final ArchRule onlyTheRandomPackageKnowsTheGenerator = noClasses()
            .that(not(resideInAPackage("org.plumbline.random..")))
            .should()
            .dependOnClassesThat(resideInAPackage("org.apache.commons.rng.."));

    /** A static stream would be shared by runs and threads; the rule looks at every field there is. */
    @ArchTest
    static final ArchRule noStreamIsStatic = fields().that()
            .haveRawType(RandomStream.class)
            .or()
            .haveRawType(UniformRandomProvider.class)
            .should()
            .notBeStatic();

    /** An oracle that could be named or extended from outside could be cast to what it hides. */
    @ArchTest
    static final ArchRule oraclesAreHiddenAndFinal = classes()
            .that()
            .areAssignableTo(FirstOrderOracle.class)
            .or()
            .areAssignableTo(EnvironmentOracle.class)
            .and()
            .areNotInterfaces()
            .and()
            .doNotHaveModifier(JavaModifier.ABSTRACT)
            .should()
            .notBePublic()
            .andShould()
            .haveModifier(JavaModifier.FINAL);

    /** One object that answers queries and knows the truth is a leak, however it is declared. */
    @ArchTest
    static final ArchRule noOracleIsATruth = classes()
            .that(assignableTo(FirstOrderOracle.class)
                    .or(assignableTo(EnvironmentOracle.class))
                    .or(assignableTo(Oracles.class)))
            .should()
            .notBeAssignableTo(BilevelProblem.class)
            .andShould()
            .notBeAssignableTo(GroundTruth.class)
            .andShould()
            .notBeAssignableTo(BilevelFunctions.class);

    /** An estimator with a solver at hand could return the answer that it is meant to estimate. */
    @ArchTest
    static final ArchRule estimatorsDoNotSolve = noClasses()
            .that()
            .resideInAPackage("org.plumbline.sampling..")
            .or()
            .areAssignableTo(EnvironmentOracle.class)
            .should()
            .dependOnClassesThat()
            .haveSimpleNameContaining("Riccati")
            .orShould()
            .dependOnClassesThat()
            .haveSimpleNameContaining("Lyapunov")
            .orShould()
            .dependOnClassesThat()
            .haveSimpleNameContaining("FiniteHorizon");

    /** A method that factors by itself would have its solves missing in the ledger; environments charge them. */
    @ArchTest
    static final ArchRule methodsForAgentsSolveWhereItIsCharged = noClasses()
            .that()
            .resideInAPackage("org.plumbline.algorithm.rl..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.commons.math3.linear..", "org.hipparchus..");

    /** The rule on estimators names classes by a part of their name; if they are renamed, it must not fall silent. */
    @ArchTest
    static void theSolversAndTheEnvironmentsExist(JavaClasses classes) {
        for (String part : new String[] {"Riccati", "Lyapunov", "FiniteHorizon"}) {
            assertTrue(
                    classes.stream().anyMatch(c -> c.getSimpleName().contains(part)),
                    () -> "no class is named " + part);
        }
        assertTrue(classes.stream().anyMatch(ConductTest::isEnvironment));
        assertTrue(classes.stream().anyMatch(c -> c.isAssignableTo(FirstOrderOracle.class) && !c.isInterface()));
    }

    private static boolean isEnvironment(JavaClass c) {
        return c.isAssignableTo(EnvironmentOracle.class) && !c.isInterface();
    }

    /** A class is named for what it is; these names say that nobody knew. */
    @ArchTest
    static final ArchRule namesSayWhatThingsAre = noClasses()
            .should()
            .haveSimpleNameEndingWith("Impl")
            .orShould()
            .haveSimpleNameEndingWith("Base")
            .orShould()
            .haveSimpleNameEndingWith("Util")
            .orShould()
            .haveSimpleNameEndingWith("Utils")
            .orShould()
            .haveSimpleNameEndingWith("Helper")
            .orShould()
            .haveSimpleNameEndingWith("Manager");
}
