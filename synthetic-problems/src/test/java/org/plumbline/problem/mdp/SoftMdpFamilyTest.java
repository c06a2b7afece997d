package org.plumbline.problem.mdp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.plumbline.numeric.RefusedException;
import org.plumbline.oracle.Constants;
import org.plumbline.problem.BilevelProblem;
import org.plumbline.problem.Evaluation;
import org.plumbline.problem.KnownOptimum;
import org.plumbline.problem.ProblemText;
import org.plumbline.problem.Problems;

class SoftMdpFamilyTest {
    /** Two states, the second of which is never left; everything has a default but what is here. */
    private static final String FILE = """
            family: soft-mdp
            transitions: [[[0.5, 0.5], [0.9, 0.1]], [[0, 1], [0, 1]]]
            initial: [0.6, 0.4]
            gamma: 0.5
            temperature: 2
            features: [[[1], [0]], [[0], [1]]]
            designerReward: [[1, 0], [0, 3]]
            """;

    /** One state, γ = ½, τ = 1: every number is a logarithm away from the file. */
    private static final String BANDIT = """
            family: soft-mdp
            transitions: [[[1], [1]]]
            initial: [1]
            gamma: 0.5
            temperature: 1
            features: [[[1], [0]]]
            baseReward: [[0, 1]]
            designerReward: [[3, 1]]
            upper: {rho: 1, linear: [0.25]}
            """;

    /** Values are sums of a few numbers of size 10. */
    private static final double ROUNDING = 1e-14;

    /**
     * V* = τ log Σ exp(r/τ)/(1−γ) (Mei et al. 2020, a bandit repeated for ever): at φ = 1 both rewards are 1, so
     * π* = (½, ½), V* = 2(1 + log 2). f = −2(½·3 + ½·1) + ½ + ¼ = −3.25. dπ/dφ = (¼, −¼), ∇Φ = −2(¾ − ¼) + 1 + ¼ = ¼.
     * With σ = ½ the rewards are 2.5 and 1.5: λ_σ ∝ (e, 1), V_σ = 2 log(e^2.5 + e^1.5), and Φ_σ = ¾ − (V_σ − V*)/σ;
     * ∇Φ_σ = 1.25 − 2(e/(1+e) − ½)/σ.
     */
    @Test
    void theBanditWorkedByHandGivesTheValuesWorkedByHand() {
        double[] lambda = {Math.log(0.25), Math.log(0.75)};
        Map<String, Object> values =
                evaluate(Problems.parse(BANDIT, "b.yaml"), new double[] {1}, 0.5, Optional.of(lambda));
        same(values, "lambdaStar", 0.5, 0.5);
        same(values, "lambdaStarLogits", Math.log(0.5), Math.log(0.5));
        same(values, "lowerOptimum", -2 * (1 + Math.log(2)));
        same(values, "objective", -3.25);
        same(values, "hypergradient", 0.25);
        double e = Math.E;
        same(values, "lambdaSigma", e / (1 + e), 1 / (1 + e));
        double difference = 2 * Math.log(Math.exp(2.5) + Math.exp(1.5)) - 2 * (1 + Math.log(2));
        same(values, "penaltyObjective", 0.75 - difference / 0.5);
        same(values, "penaltyHypergradient", 1.25 - 2 * (e / (1 + e) - 0.5) / 0.5);
        // π = (¼, ¾): reward 1, entropy h; A = −log π − h, ∇_λ g = −2πA; designer 1.5, A₀ = (1.5, −0.5).
        double h = 0.25 * Math.log(4) + 0.75 * Math.log(4.0 / 3);
        same(values, "lowerValue", -2 * (1 + h));
        same(values, "lowerGradientPhi", -0.5);
        same(values, "lowerGradientLambda", -0.5 * (Math.log(4) - h), -1.5 * (Math.log(4.0 / 3) - h));
        same(values, "upperValue", -3 + 0.75);
        same(values, "upperGradientPhi", 1.25);
        same(values, "upperGradientLambda", -0.75, 0.75);
        Map<?, ?> constants = (Map<?, ?>) values.get("constants");
        assertEquals(Double.POSITIVE_INFINITY, constants.get("sigmaBar"));
        assertEquals(constants.get("mu"), constants.get("muPenalised"));
        assertNull(values.get("knownOptimum"));
    }

    /** The base reward is 0 unless given, and so are the outer terms. */
    @Test
    void defaultsAreZero() {
        String full = FILE + "baseReward: [[0, 0], [0, 0]]\nupper: {rho: 0, center: [0], linear: [0]}\n";
        assertEquals(ProblemText.of(Problems.parse(FILE, "x.yaml")), ProblemText.of(Problems.parse(full, "x.yaml")));
    }

    /** μ needs every state to be visited at the start; everything else stays. */
    @Test
    void withoutFullSupportNoPlConstantIsDeclared() {
        BilevelProblem problem = Problems.parse(FILE.replace("[0.6, 0.4]", "[1, 0]"), "x.yaml");
        Map<String, Object> values = evaluate(problem, new double[] {0.3}, 0.1, Optional.empty());
        Map<?, ?> constants = (Map<?, ?>) values.get("constants");
        assertNull(constants.get("mu"));
        assertNull(constants.get("muPenalised"));
        assertTrue((Double) constants.get("L") > 0);
        SoftMdpContract contract = () -> problem;
        contract.gradientsMatchCentralDifferences();
        contract.theLowerGradientVanishesAtTheLowerSolution();
        contract.theHypergradientMatchesDifferencesOfTheObjective();
        contract.thePenaltyHypergradientMatchesDifferencesOfThePenaltyProxy();
        contract.aSavedProblemIsReadBackBitByBit();
    }

    /** At τ = 1e-4 probabilities of 1e-2000 and their squares are 0: nothing can be declared of them. */
    @Test
    void constantsThatUnderflowAreNotDeclared() {
        BilevelProblem problem = Problems.parse(FILE.replace("temperature: 2", "temperature: 1e-4"), "x.yaml");
        assertTrue(problem.constants().find(SoftMdpProblem.P_MIN).isEmpty());
        assertTrue(problem.truth().penalisedModulus(1).isEmpty());
        assertFalse(Double.isNaN(problem.truth().objective(new double[] {0.5})));
    }

    /** Rewards over a temperature of 1e-310 overflow. */
    @Test
    void aTemperatureThatOverflowsIsRefusedInOneLine() {
        BilevelProblem problem = Problems.parse(FILE.replace("temperature: 2", "temperature: 1e-310"), "x.yaml");
        String message = assertThrows(
                        RefusedException.class, () -> evaluate(problem, new double[] {1}, 1, Optional.empty()))
                .getMessage();
        assertTrue(message.matches("phi \\([^\n]*\\) must [^\n]* Maybe [^\n]*\\."), message);
    }

    /**
     * Two actions of equal reward in one state: at policies near the uniform one the ratio is 2τ(½)²/(1−γ), what the
     * formula gives for p_min = ½. So no factor of it can be improved. Third-order terms at distance 0.01 are 1e-4.
     */
    @Test
    void thePlConstantIsAttainedByAFairCoin() {
        BilevelProblem problem = Problems.parse(
                BANDIT.replace("[[[1], [0]]]", "[[[1], [1]]]").replace("[[0, 1]]", "[[1, 1]]"), "x.yaml");
        double pMin = problem.constants().require(SoftMdpProblem.P_MIN);
        assertEquals(0.25, pMin, ROUNDING);
        double atHalf = problem.constants().require(Constants.MU) * (0.5 / pMin) * (0.5 / pMin);
        double ratio = PlInequality.ratio(problem.truth(), new double[] {0.3}, new double[] {0.01, -0.01}, 0);
        assertEquals(1, ratio / atHalf, 1e-3);
    }

    /** One action leaves no choice: g is constant in λ, and everything is the outer terms. */
    @Test
    void oneActionOneStateAndOneFeatureAreAccepted() {
        BilevelProblem problem = Problems.parse("""
                family: soft-mdp
                transitions: [[[1]]]
                initial: [1]
                gamma: 0.5
                temperature: 1
                features: [[[2]]]
                designerReward: [[3]]
                upper: {rho: 1, linear: manufactured}
                """, "x.yaml");
        assertEquals(-6, problem.truth().objective(new double[] {0}), ROUNDING);
        assertEquals(-2, problem.truth().lowerOptimum(new double[] {0.5}), ROUNDING);
        assertEquals(0.5, problem.truth().hypergradient(new double[] {0.5})[0], ROUNDING);
        KnownOptimum optimum = problem.truth().knownOptimum().orElseThrow();
        assertEquals(KnownOptimum.Kind.STATIONARY, optimum.kind());
        SoftMdpContract contract = () -> problem;
        contract.productsMatchDifferencesOfGradients();
        contract.thePenalisedPlInequalityHoldsWithThePenalisedModulus();
        contract.aSavedProblemIsReadBackBitByBit();
    }

    /**
     * A designer who is paid h(s) − γ E h(s′) values all policies the same: with h = (1, 3) and γ = ½ that is
     * 1 − ½(0.5 + 1.5) = 0, 1 − ½(0.9 + 0.3) = 0.4, and 3 − 1.5 = 1.5 twice.
     */
    @Test
    void onlyADesignerWithoutPreferencesIsAligned() {
        String aligned = FILE + "upper: {rho: 1, center: [0.2], linear: aligned}\n";
        String message = assertThrows(RefusedException.class, () -> Problems.parse(aligned, "x.yaml"))
                .getMessage();
        assertTrue(message.matches("x.yaml:8: upper.linear \\(aligned\\) must have ∇_λ f = 0 [^\n]*"), message);
        String indifferent = aligned.replace("[[1, 0], [0, 3]]", "[[0, 0.4], [1.5, 1.5]]");
        BilevelProblem problem = Problems.parse(indifferent, "x.yaml");
        assertArrayEquals(
                new double[] {0.2}, problem.truth().knownOptimum().orElseThrow().phi());
        double[] phi = {0.9};
        assertEquals(problem.truth().objective(phi), problem.truth().penaltyObjective(phi, 1), ROUNDING);
    }

    @Test
    void generatedInstancesAreThoseOfTheirSeedAndCondition() {
        String text = "family: soft-mdp\ngenerate: {size: {states: 5, actions: 3, upper: 2}, seed: 4}\n";
        SoftMdpProblem problem = (SoftMdpProblem) Problems.parse(text, "x.yaml");
        assertEquals(ProblemText.of(problem), ProblemText.of(Problems.parse(text, "y.yaml")));
        assertNotEquals(
                ProblemText.of(problem), ProblemText.of(Problems.parse(text.replace("seed: 4", "seed: 5"), "x.yaml")));
        assertEquals(0.8, problem.mdp().gamma());
        assertEquals(0.5, problem.agent().temperature());
        assertEquals(10, problem.mdp().initial()[4] / problem.mdp().initial()[0], 1e-12);
        assertTrue(problem.truth().knownOptimum().isPresent());
        String other = text.replace("seed: 4", "condition: 3, gamma: 0.99, temperature: 0.01");
        SoftMdpProblem steep = (SoftMdpProblem) Problems.parse(other, "x.yaml");
        assertEquals(3, steep.mdp().initial()[4] / steep.mdp().initial()[0], 1e-12);
        assertEquals(0.99, steep.mdp().gamma());
        assertEquals(0.01, steep.agent().temperature());
    }

    /** Text, key that the message must name, and what it must say. */
    static Stream<Arguments> badFiles() {
        return Stream.of(
                bad("[0.9, 0.1]]", "[0.9, 0.2]]", "transitions[0][1] (sum 1.1", "sum to 1"),
                bad("[0.9, 0.1]]", "[1.1, -0.1]]", "transitions[0][1][1] (-0.1)", "at least 0"),
                bad(
                        "[0.9, 0.1]]",
                        "[0.9, 0.100000000002]]",
                        "transitions[0][1] (sum 1.000000000002",
                        "all their digits"),
                bad("[0.9, 0.1]]", "[0.9, 0.05, 0.05]]", "transitions[0][1] (a list of 3)", "as many as the first row"),
                bad("[[0, 1], [0, 1]]]", "[[0, 1]]]", "transitions[1] (1 rows)", "one for each action"),
                bad(", [[0, 1], [0, 1]]]", "]", "initial (a list of 2)", "1 number"),
                bad("[0.6, 0.4]", "[0.6, 0.5]", "initial (sum 1.1", "sum to 1"),
                bad("[0.6, 0.4]", "[1.6, -0.6]", "initial[1] (-0.6)", "probability"),
                bad("gamma: 0.5", "gamma: 1", "gamma (1)", "(0, 1)"),
                bad("gamma: 0.5", "gamma: 0", "gamma (0)", "(0, 1)"),
                bad("gamma: 0.5", "gamma: 0.9999999999", "gamma (0.9999999999)", "away from 1"),
                bad("gamma: 0.5\n", "", "gamma (not given)", "number"),
                bad("temperature: 2", "temperature: 0", "temperature (0)", "above 0"),
                bad("temperature: 2", "temperature: -1", "temperature (-1)", "above 0"),
                bad("features: [[[1], [0]],", "features: [[[1, 2], [0, 1]],", "features[1][0] (1 numbers)", "2"),
                bad("features: [[[1], [0]],", "features: [[[1]],", "features[0] (a list of 1)", "2 rows"),
                bad("[[1, 0], [0, 3]]", "[[1, 0, 2], [0, 3, 2]]", "designerReward[0] (a list of 3)", "2 numbers"),
                bad("designerReward", "designReward", "designerReward (not given)", "'designReward' is meant"),
                bad("family", "baseReward: [[1, 2]]\nfamily", "baseReward (a list of 1)", "2 rows"),
                bad("family", "upper: {target: [1]}\nfamily", "upper.target (a list of 1)", "one of the keys"),
                bad("family", "upper: {center: [1, 2]}\nfamily", "upper.center (a list of 2)", "1 number"),
                bad("family", "rewards: 1\nfamily", "rewards (1)", "one of the keys"),
                generated("size: {states: 101, actions: 2, upper: 1}", "generate.size.states (101)", "1 to 100"),
                generated("size: {states: 2, actions: 2}", "generate.size.upper (not given)", "integer"),
                generated("size: {states: 2, actions: 2, upper: 1}, gamma: 2", "generate.gamma (2)", "(0, 1)"),
                generated("size: {states: 2, actions: 2, upper: 1}, temperature: 0", "temperature (0)", "above 0"),
                generated("size: {states: 2, actions: 2, upper: 1}, condition: 0", "condition (0)", "[1, 1e12]"));
    }

    @ParameterizedTest
    @MethodSource("badFiles")
    void aBadFileIsRefusedInOneLine(String text, String key, String says) {
        String message = assertThrows(RefusedException.class, () -> Problems.parse(text, "x.yaml"))
                .getMessage();
        assertTrue(message.matches("x.yaml:[^\n]* must [^\n]* Maybe [^\n]*\\."), message);
        assertTrue(message.contains(key), message + " lacks " + key);
        assertTrue(message.contains(says), message + " lacks " + says);
    }

    private static Arguments bad(String part, String replacement, String key, String says) {
        return Arguments.of(FILE.replace(part, replacement), key, says);
    }

    private static Arguments generated(String content, String key, String says) {
        return Arguments.of("family: soft-mdp\ngenerate: {" + content + "}\n", key, says);
    }

    private static Map<String, Object> evaluate(
            BilevelProblem problem, double[] phi, double sigma, Optional<double[]> lambda) {
        return Evaluation.of(problem, phi, OptionalDouble.of(sigma), lambda);
    }

    private static void same(Map<String, Object> values, String name, double... expected) {
        Object value = values.get(name);
        double[] actual = value instanceof Double number ? new double[] {number} : (double[]) value;
        assertArrayEquals(expected, actual, ROUNDING, name);
    }
}
