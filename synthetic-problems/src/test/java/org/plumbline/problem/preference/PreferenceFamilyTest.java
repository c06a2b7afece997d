package org.plumbline.problem.preference;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.plumbline.numeric.RefusedException;
import org.plumbline.problem.BilevelProblem;
import org.plumbline.problem.KnownOptimum;
import org.plumbline.problem.ProblemText;
import org.plumbline.problem.Problems;

class PreferenceFamilyTest {
    private static final String PROCESS = """
            family: preference
            environment:
              family: soft-mdp
              transitions: [[[0.5, 0.5], [0.1, 0.9]], [[1, 0], [0.3, 0.7]]]
              initial: [0.4, 0.6]
              gamma: 0.8
              temperature: 0.5
              features: [[[1], [0]], [[0], [-1]]]
            trueReward: [[1, 0], [0.5, -1]]
            horizon: 2
            pairs: reference-policy
            referencePolicy: [[0.25, 0.75], [1, 0]]
            upper: {rho: 0.5, center: [1], linear: manufactured}
            """;

    private static final String REGULATOR = """
            family: preference
            environment:
              family: lqr-reward-design
              A: [[0.9]]
              B: [[0.5]]
              W: [[0.2]]
              Sigma0: [[1]]
              gamma: 0.8
              exploration: 0.3
              agent: {Q: [[0.1]], weights: [[[0.4]]], R: [[0.2]]}
            trueReward: {Q: [[0.5]], R: [[0.1]]}
            horizon: 4
            pairs: reference-policy
            referenceGain: [[0.7]]
            sample: {size: 32, seed: 5}
            upper: {rho: 0.5, linear: manufactured}
            """;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "family: soft-mdp     | family: soft-mpd         | environment.family (soft-mpd)      | 'soft-mdp' is meant",
                "  gamma: 0.8         | 'gamma: 0.8\n  designerReward: [[1, 1], [1, 1]]' | environment.designerReward | one of the keys",
                "initial: [0.4, 0.6]  | initial: [0.4, 0.7]      | initial                            | sum to 1",
                "horizon: 2           | horizon: 5               | horizon (5)                        | at most 4",
                "horizon: 2           | horizon: 0               | horizon (0)                        | integer from 1",
                "horizon: 2           | horizons: 2              | horizon (not given)                | 'horizons' is meant",
                "[[1, 0], [0.5, -1]]  | [[1, 0]]                 | trueReward (a list of 1)           | 2 rows",
                "[[1, 0], [0.5, -1]]  | '[[1e308, 1e308], [0, 0]]' | trueReward                      | finite scores",
                "pairs: reference-policy | pairs: refrence-policy | pairs (refrence-policy)          | 'reference-policy' is meant",
                "pairs: reference-policy | pairs: current-policy | referencePolicy                   | one of the keys",
                "[0.25, 0.75]         | [0.25, 0.7]              | referencePolicy[0]                 | summing to 1",
                "[0.25, 0.75]         | [-0.25, 1.25]            | referencePolicy[0]                 | at least 0",
                "referencePolicy      | referenceGain            | referenceGain                      | one of the keys",
                "center: [1]          | center: [1, 2]           | upper.center (a list of 2)         | 1 number",
                "center: [1]          | target: [1]              | upper.target                       | one of the keys",
            })
    void aBadProcessIsRefusedInOneLineWithKeyAndRule(String part, String replacement, String key, String says) {
        refused(PROCESS, part, replacement, key, says);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Q: [[0.5]]           | Q: [[-1]]                | trueReward.Q (smallest             | semidefinite",
                "trueReward: {Q: [[0.5]], R: [[0.1]]} | trueReward: [[1]] | trueReward               | keys with values",
                "size: 32             | size: 1                  | sample.size (1)                    | at least 2",
                "size: 32             | size: 0                  | sample.size (0)                    | integer from 1",
                "seed: 5              | sed: 5                   | sample.sed (5)                     | 'seed' is meant",
                "horizon: 4           | horizon: 101             | horizon (101)                      | 1 to 100",
                "referenceGain: [[0.7]] | referenceGain: [[0.7, 1]] | referenceGain                   | 1 number",
                "A: [[0.9]]           | A: [[0.9, 1]]            | environment.A                      | square",
                "B: [[0.5]]           | C: [[0.5]]               | environment.B (not given)          | rows",
                "referenceGain: [[0.7]] | referenceGain: [[1e200]] | trueReward                       | finite scores",
            })
    void aBadRegulatorIsRefusedInOneLineWithKeyAndRule(String part, String replacement, String key, String says) {
        refused(REGULATOR, part, replacement, key, says);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "environment: soft-mdp            | environment: mdp    | environment (mdp)     | one of",
                "states: 2                        | states: 0           | generate.size.states  | integer from 1 to 20",
                "horizon: 2                       | horizon: 9          | horizon (9)           | at most 4",
                "pairs: current-policy            | pairs: both         | pairs (both)          | one of",
                "gamma: 0.9                       | gamma: 1            | gamma (1)             | (0, 1)",
                "temperature: 1                   | temperature: 0      | temperature (0)       | above 0",
                "states: 2                        | states: 20          | horizon               | 2000 trajectories",
            })
    void whatCannotBeGeneratedIsRefused(String part, String replacement, String key, String says) {
        String text = "family: preference\ngenerate: {environment: soft-mdp, size: {states: 2, actions: 3, upper: 2},"
                + " horizon: 2, pairs: current-policy, gamma: 0.9, temperature: 1, seed: 3}\n";
        Problems.parse(text, "x.yaml");
        refused(
                text.replace("horizon: 2", key.equals("horizon") ? "horizon: 3" : "horizon: 2"),
                part,
                replacement,
                key,
                says);
    }

    private static void refused(String text, String part, String replacement, String key, String says) {
        assertTrue(text.contains(part), part);
        String changed = text.replace(part, replacement);
        String message = assertThrows(RefusedException.class, () -> Problems.parse(changed, "x.yaml"))
                .getMessage();
        assertEquals(1, message.lines().count(), message);
        assertTrue(message.startsWith("x.yaml:"), message);
        assertTrue(message.contains(key) && message.contains(says), message);
        assertTrue(message.contains("must") && message.contains("Maybe"), message);
    }

    /** A reference policy may have zeros, and whatever is a default is written out when the problem is saved. */
    @ParameterizedTest
    @ValueSource(strings = {"referencePolicy", "referenceGain", "sample", ""})
    void aSavedFileSaysWhatWasLeftOut(String key) {
        for (String text : List.of(PROCESS, REGULATOR)) {
            String shorter = text.lines()
                    .filter(line -> key.isEmpty() || !line.startsWith(key))
                    .reduce("", (all, line) -> all + line + System.lineSeparator());
            BilevelProblem problem = Problems.parse(shorter, "x.yaml");
            String saved = ProblemText.of(problem);
            assertEquals(saved, ProblemText.of(Problems.parse(saved, "y.yaml")));
            assertTrue(saved.contains(text.equals(PROCESS) ? "referencePolicy: [[" : "referenceGain: [["), saved);
        }
    }

    @Test
    void generatedInstancesAreThoseOfTheirSeed() {
        for (String environment :
                List.of("soft-mdp, size: {states: 2, actions: 2,", "lqr-reward-design, size: {states: 2, inputs: 1,")) {
            String text = "family: preference\ngenerate: {environment: " + environment + " upper: 2}, seed: 5";
            double[] phi = {0.1, -0.2};
            double value = objective(text + "}", phi);
            assertEquals(value, objective(text + "}", phi));
            assertNotEquals(value, objective(text + "5}", phi));
            assertNotEquals(value, objective(text + ", pairs: reference-policy}", phi));
            assertNotEquals(value, objective(text + ", horizon: 2}", phi));
        }
    }

    private static double objective(String text, double[] phi) {
        return Problems.parse(text, "x.yaml").truth().objective(phi);
    }

    /** At least a tenth of the hypergradient at the start, and more at the centre, where the rest has to cancel it. */
    @Test
    void theImplicitPartMattersWherePairsFollowThePolicy() {
        for (String id : List.of("mdp-current-policy", "lqr-current-policy")) {
            PreferenceProblem problem = named(id);
            double[] start = problem.start().phi();
            assertTrue(
                    norm(problem.implicitGradient(start))
                            > 0.1 * norm(problem.truth().hypergradient(start)),
                    id);
            double[] center = problem.truth().knownOptimum().orElseThrow().phi();
            assertTrue(norm(problem.implicitGradient(center)) > 0.05, id);
        }
        for (String id : List.of("mdp-reference-policy", "lqr-reference-policy")) {
            PreferenceProblem problem = named(id);
            assertArrayEquals(
                    new double[2], problem.implicitGradient(problem.start().phi()));
        }
    }

    /** Where the learnt reward can be the true one, fixed pairs find it: the loss is then the entropy of the labels. */
    @Test
    void alignedInstancesHaveTheirGlobalMinimumAtTheTruth() {
        for (String id : List.of("mdp-aligned", "lqr-aligned")) {
            PreferenceProblem problem = named(id);
            KnownOptimum optimum = problem.truth().knownOptimum().orElseThrow();
            assertEquals(KnownOptimum.Kind.GLOBAL, optimum.kind());
            assertTrue(norm(problem.truth().hypergradient(optimum.phi())) <= 1e-15);
            double[] phi = problem.box().upper();
            for (double angle = 0; angle < 6; angle += 0.5) {
                double[] around = {phi[0] - 1 + Math.cos(angle), phi[1] - 1 + Math.sin(angle)};
                assertTrue(problem.truth().objective(around) > optimum.value());
            }
        }
    }

    /** Without its linear term the gradient differs by a constant vector, and the centre is no longer stationary. */
    @Test
    void thePlainInstanceIsTheSameWithoutALinearTerm() {
        PreferenceProblem manufactured = named("mdp-current-policy");
        PreferenceProblem plain = named("mdp-plain");
        assertEquals(Optional.empty(), plain.truth().knownOptimum());
        double[] center = manufactured.truth().knownOptimum().orElseThrow().phi();
        double[] linear = plain.truth().hypergradient(center);
        assertTrue(norm(linear) > 0.1);
        double[] start = plain.start().phi();
        assertArrayEquals(manufactured.start().phi(), start);
        double[] with = manufactured.truth().hypergradient(start);
        double[] without = plain.truth().hypergradient(start);
        for (int i = 0; i < start.length; i++) {
            // Gradients of order 1, each to the accuracy of the inner solve.
            assertEquals(-linear[i], with[i] - without[i], 1e-12);
        }
    }

    /**
     * With the policy's own pairs the true reward is no stationary point: f is there the expected entropy of labels,
     * which depends on the policy. The direct part vanishes; the implicit one does not.
     */
    @Test
    void theTrueRewardIsNotStationaryWherePairsFollowThePolicy() {
        String text = PROCESS.replace("[[1, 0], [0.5, -1]]", "[[0.7, 0], [0, -0.7]]")
                .replace("pairs: reference-policy", "pairs: current-policy")
                .replace("referencePolicy: [[0.25, 0.75], [1, 0]]", "")
                .replace("linear: manufactured", "linear: [0]");
        PreferenceProblem problem = (PreferenceProblem) Problems.parse(text, "x.yaml");
        double[] truth = {0.7};
        double[] gradient = problem.truth().hypergradient(truth);
        double[] outer = {0.5 * (0.7 - 1)};
        assertEquals(gradient[0] - outer[0], problem.implicitGradient(truth)[0], 1e-15);
        assertTrue(Math.abs(problem.implicitGradient(truth)[0]) > 1e-3);
        assertEquals(Optional.empty(), problem.truth().knownOptimum());
    }

    /** At a huge σ the loss of the pairs, which is not convex, decides, and the path from λ* ends at a fold. */
    @Test
    void aPathThatEndsIsRefusedWithItsPenalty() {
        PreferenceProblem problem = named("lqr-current-policy");
        String message = assertThrows(
                        RefusedException.class,
                        () -> problem.truth().penalisedSolution(problem.start().phi(), 1e6))
                .getMessage();
        assertTrue(message.matches("sigma \\(1000000.0\\) must [^\n]* Maybe [^\n]*\\."), message);
        assertTrue(problem.truth().sigmaBar().isEmpty());
        assertTrue(problem.truth().penalisedModulus(0.1).isEmpty());
    }

    @Test
    void onlyAveragesOverASampleHaveAnError() {
        assertEquals(0, error(named("mdp-current-policy")));
        double error = error(named("lqr-current-policy"));
        assertTrue(error > 0 && error < 0.1, "standard error " + error);
    }

    private static double error(PreferenceProblem problem) {
        double[] center = problem.truth().knownOptimum().orElseThrow().phi();
        return problem.samplingError(center, problem.truth().lowerSolution(center));
    }

    private static PreferenceProblem named(String id) {
        return (PreferenceProblem) Problems.named("preference/" + id);
    }

    private static double norm(double[] x) {
        return Math.hypot(x[0], x.length > 1 ? x[1] : 0);
    }
}
