package org.plumbline.report.input;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.plumbline.algorithm.AlgorithmSpec;
import org.plumbline.algorithm.Algorithms;
import org.plumbline.algorithm.Law;
import org.plumbline.algorithm.Role;
import org.plumbline.algorithm.penalty.Coupling;
import org.plumbline.algorithm.penalty.FirstOrderPenalty;
import org.plumbline.numeric.RefusedException;

class AlgorithmFileTest {
    private static final String DIRECT = """
            algorithm: algorithm-1
            sigma: 0.5
            batch: 10
            innerSteps: 3
            lowerStep: 0.25
            outerStep: 0.125
            """;
    private static final String SCHEDULED = """
            algorithm: algorithm-1
            schedule: theorem
            epsilon: 0.25
            cSigma: 1
            cN: 2
            cK: 3
            cT: 4
            lowerStep: 0.25
            outerStep: 0.125
            """;

    @TempDir
    Path folder;

    private static AlgorithmFile parse(String text) {
        return AlgorithmFile.parse(text, "mine.yaml");
    }

    @Test
    void hyperParametersAreReadByName() {
        AlgorithmFile file = parse(DIRECT + "penalisedStep: 0.75\ncoupling: inner\ncoldStart: true\niterations: 7\n");
        assertEquals(new FirstOrderPenalty(0.5, 10, 3, 0.25, 0.75, 0.125, Coupling.INNER, true), file.method());
        assertEquals("algorithm-1", file.name());
        assertEquals(OptionalLong.of(7), file.iterations());
        assertEquals(0.75, file.values().get("penalisedStep"));
        assertEquals("INNER", file.values().get("coupling"));
    }

    @Test
    void whatIsLeftOutTakesItsDefault() {
        AlgorithmFile file = parse(DIRECT);
        assertEquals(FirstOrderPenalty.exact(0.5, 10, 3, 0.25, 0.125), file.method());
        assertEquals(OptionalLong.empty(), file.iterations());
    }

    /** σ = √¼, n = 2/¼², K = ⌈3 ln 4⌉ = ⌈4.16⌉, T = 4/¼. */
    @Test
    void theTheoremsScheduleIsEvaluated() {
        AlgorithmFile file = parse(SCHEDULED);
        assertEquals(FirstOrderPenalty.exact(0.5, 32, 5, 0.25, 0.125), file.method());
        assertEquals(OptionalLong.of(16), file.iterations());
    }

    @Test
    void aScheduleLeavesOtherHyperParametersFree() {
        AlgorithmFile file = parse(SCHEDULED + "coldStart: true\npenalisedStep: 0.5\n");
        assertEquals(new FirstOrderPenalty(0.5, 32, 5, 0.25, 0.5, 0.125, Coupling.NONE, true), file.method());
    }

    @Test
    void jsonIsReadToo() {
        String json = """
                {"algorithm": "algorithm-1", "sigma": 0.5, "batch": 10, "innerSteps": 3, "lowerStep": 0.25,
                 "outerStep": 0.125}
                """;
        assertEquals(
                parse(DIRECT).method(), AlgorithmFile.parse(json, "mine.json").method());
    }

    @Test
    void settingsGoBeforeTheFile() throws IOException {
        Path file = Files.writeString(folder.resolve("mine.yaml"), DIRECT);
        AlgorithmFile read = AlgorithmFile.resolve(file.toString(), Map.of("sigma", "0.25", "iterations", "9"));
        assertEquals(FirstOrderPenalty.exact(0.25, 10, 3, 0.25, 0.125), read.method());
        assertEquals(OptionalLong.of(9), read.iterations());
    }

    @Test
    void aNameWithAllSettingsIsAMethod() {
        Map<String, String> settings =
                Map.of("sigma", "0.5", "batch", "10", "innerSteps", "3", "lowerStep", "0.25", "outerStep", "0.125");
        assertEquals(
                parse(DIRECT).method(),
                AlgorithmFile.resolve("algorithm-1", settings).method());
    }

    /** Every registered method can be given by its theorem, constants of role FIXED left out. */
    @Test
    void everyMethodHasAScheduleThatAFileCanGive() {
        for (AlgorithmSpec spec : Algorithms.all()) {
            StringBuilder text =
                    new StringBuilder("algorithm: " + spec.card().name() + "\nschedule: theorem\nepsilon: 0.25\n");
            spec.card().schedule().laws().stream()
                    .filter(law -> law.role() != Role.FIXED)
                    .map(Law::constant)
                    .distinct()
                    .forEach(constant -> text.append(constant).append(": 0.5\n"));
            AlgorithmFile file = parse(text.toString());
            assertTrue(file.iterations().isPresent(), spec.card().name());
            assertEquals(spec.type(), file.method().getClass());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "sigma: 0.5; sigma: -1; mine.yaml:2: sigma (-1) must be positive and finite. Maybe",
                "sigma: 0.5; sigma: x; mine.yaml:2: sigma (x) must be a number. Maybe",
                "sigma: 0.5; sgima: 0.5; mine.yaml:2: sgima (0.5) must be one of the keys",
                "sigma: 0.5; sgima: 0.5; Maybe 'sigma' is meant",
                "sigma: 0.5; coldStart: false; mine.yaml:1: sigma (not given) must be given: penalty parameter σ, > 0",
                "batch: 10; batch: 0; mine.yaml:3: batch (0) must be at least 1. Maybe",
                "batch: 10; batch: 1.5; mine.yaml:3: batch (1.5) must be an integer. Maybe",
                "innerSteps: 3; innerSteps: 0; mine.yaml:4: innerSteps (0) must be an integer from 1 to",
                "batch: 10; batch: 10\\ncoupling: some; mine.yaml:4: coupling (some) must be one of [NONE,",
                "batch: 10; batch: 10\\ncoldStart: 1; mine.yaml:4: coldStart (1) must be true or false. Maybe",
                "batch: 10; batch: 10\\ncN: 2; mine.yaml:4: cN (2) must be one of the keys",
                "batch: 10; batch: 10\\nbatch: 11; mine.yaml:4: batch (given twice) must be given once",
                "batch: 10; batch: 10\\nschedule: mine; mine.yaml:4: schedule (mine) must be one of [theorem]",
                "batch: 10; batch: 10\\niterations: 0; mine.yaml:4: iterations (0) must be at least 1",
                "algorithm: algorithm-1; algorithm: algoritm-1; mine.yaml:1: algorithm (algoritm-1) must be one of",
                "algorithm: algorithm-1; coldStart: true; algorithm (not given) must be one of"
            })
    void badFilesAreRefusedInOneLine(String good, String bad, String message) {
        assertRefused(DIRECT.replace(good, bad.replace("\\n", "\n")), message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "epsilon: 0.25; epsilon: 2; mine.yaml:3: epsilon (2) must lie in (0, 1]. Maybe use 0.1.",
                "epsilon: 0.25; coldStart: false; epsilon (not given) must be given: the target of E‖∇Φ‖² ≤ ε",
                "cN: 2; cN: -2; mine.yaml:5: cN (-2) must be positive and finite. Maybe use 1.",
                "cN: 2; coldStart: false; The constant cN of batch = cN ε^-2 must be given. Maybe start with cN: 1.",
                "cN: 2; batch: 2; mine.yaml:5: batch (2) must be one of the keys [algorithm, schedule, epsilon, cSigma, cN,",
                "cT: 4; iterations: 4; iterations (4) must be one of the keys"
            })
    void badSchedulesAreRefusedInOneLine(String good, String bad, String message) {
        assertRefused(SCHEDULED.replace(good, bad), message);
    }

    private static void assertRefused(String text, String message) {
        RefusedException refused = assertThrows(RefusedException.class, () -> parse(text));
        assertTrue(refused.getMessage().contains(message), refused.getMessage());
        assertTrue(refused.getMessage().startsWith("mine.yaml"), refused.getMessage());
        assertTrue(refused.getMessage().contains("Maybe"), refused.getMessage());
        assertEquals(1, refused.getMessage().lines().count());
    }

    @Test
    void settingsAreRefusedInTheirOwnName() throws IOException {
        Path file = Files.writeString(folder.resolve("mine.yaml"), DIRECT);
        for (String value : new String[] {"-1", "x"}) {
            RefusedException refused = assertThrows(
                    RefusedException.class, () -> AlgorithmFile.resolve(file.toString(), Map.of("sigma", value)));
            assertTrue(refused.getMessage().startsWith("--set:1: sigma (" + value + ") must be"), refused.getMessage());
        }
    }

    @Test
    void aNameThatIsNeitherFileNorMethodIsRefused() {
        RefusedException refused =
                assertThrows(RefusedException.class, () -> AlgorithmFile.resolve("algorithm-7", Map.of()));
        assertTrue(refused.getMessage().contains("(algorithm-7) must be a file or one of"), refused.getMessage());
    }
}
