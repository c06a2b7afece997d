package org.plumbline.problem.lqr;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.QRDecomposition;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.RealVector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.plumbline.numeric.RefusedException;
import org.plumbline.problem.BilevelProblem;
import org.plumbline.problem.Evaluation;
import org.plumbline.problem.KnownOptimum;
import org.plumbline.problem.OuterTerms;
import org.plumbline.problem.Problems;
import org.plumbline.problem.Resources;

class LqrImitationTest {
    /** The Riccati solve is accurate to about 1e-12 and the values are of size 10. */
    private static final double ROUNDING = 1e-11;

    /**
     * The system and agent of {@link LqrFamilyTest}: ã = 1, b̃ = ½, D = 2, and at φ = 0 K* = 1, F = ½, Σ = 8/3,
     * g* = 8 + ⅓. With K_E = 3, f(K) = ½(K−3)²·2/(1−(1−K/2)²) = (K−3)²/(K−K²/4), without a charge for exploration:
     * Φ = f(1) = 16/3, f′(1) = (−4·¾ − 4·½)/(9/16) = −80/9, and dK = 1/6: ∇Φ = −40/27.
     * σ = 4: (g+σf)(K) = 2(2 + K² + 2(K−3)²)/(K−K²/4) + ⅓; at K = 2 the denominator is 1 and stationary, and so is the
     * numerator, 2K + 4(K−3) = 0: K_σ = 2, F = 0, Σ = 2, f = 1, g = 12 + ⅓, Φ_σ = 1 + (12 − 8)/4 = 2,
     * ∇Φ_σ = (2 − 8/3)/4 = −1/6. At K = 2, ∇_K g = 2·2·Σ = 8 and ∇_K f = 2·½·(2−3)·Σ = −2.
     */
    @Test
    void theFileWorkedByHandGivesTheValuesWorkedByHand() {
        Map<String, Object> values = Evaluation.of(
                Resources.problem("lqr-imitation-by-hand.yaml"),
                new double[] {0},
                OptionalDouble.of(4),
                Optional.of(new double[] {2}));
        same(values, "lambdaStar", 1);
        same(values, "lowerOptimum", 25.0 / 3);
        same(values, "objective", 16.0 / 3);
        same(values, "hypergradient", -40.0 / 27);
        same(values, "lambdaSigma", 2);
        same(values, "penaltyObjective", 2);
        same(values, "penaltyHypergradient", -1.0 / 6);
        same(values, "lowerValue", 37.0 / 3);
        same(values, "upperValue", 1);
        same(values, "lowerGradientPhi", 2);
        same(values, "lowerGradientLambda", 8);
        same(values, "upperGradientLambda", -2);
    }

    /**
     * The best gain K of weights \(w \gt 0\) solves \(RK = \tilde B^\top P(w)F\), and the cost-to-go of a fixed K is
     * linear in w. So K_E could be best only if that linear system, of four equations in two unknowns, had a solution;
     * its least-squares residual is far above the rounding of 1e-14.
     */
    @Test
    void theExpertOfTheClaimsInstanceIsBestForNoPhi() {
        BilevelProblem problem = Problems.named("lqr-imitation/claims");
        LqrSystem system = LqrFamily.claimsSystem();
        AgentCost agent = LqrFamily.claimsAgent();
        RealMatrix expert = (RealMatrix) problem.data().get("expert");
        ClosedLoop loop = ClosedLoop.of(system, expert);
        RealMatrix none = MatrixUtils.createRealMatrix(2, 2);
        RealMatrix constant = agent.action()
                .multiply(expert)
                .subtract(loop.pulledBack(loop.costToGo(new GainCost(agent.base(), agent.action(), none, 0))));
        RealMatrix equations = MatrixUtils.createRealMatrix(4, 2);
        for (int i = 0; i < 2; i++) {
            equations.setColumnVector(
                    i, flat(loop.pulledBack(loop.accumulate(agent.weights().get(i)))));
        }
        RealVector weights = new QRDecomposition(equations).getSolver().solve(flat(constant));
        double residual = equations.operate(weights).subtract(flat(constant)).getNorm();
        assertTrue(residual > 0.05 * flat(constant).getNorm(), "residual " + residual);
    }

    private static RealVector flat(RealMatrix matrix) {
        double[] flat = new double[4];
        ClosedLoop.flatten(matrix, flat);
        return MatrixUtils.createRealVector(flat);
    }

    /** The expert of the aligned instance is the best gain at φ̄, to the bit; f ≥ 0 makes that a global minimum. */
    @Test
    void onlyTheAlignedOptimumIsCalledGlobal() throws IOException {
        KnownOptimum aligned =
                Problems.named("lqr-imitation/aligned").truth().knownOptimum().orElseThrow();
        assertEquals(KnownOptimum.Kind.GLOBAL, aligned.kind());
        assertEquals(0, aligned.value());
        KnownOptimum manufactured =
                Problems.named("lqr-imitation/claims").truth().knownOptimum().orElseThrow();
        assertEquals(KnownOptimum.Kind.STATIONARY, manufactured.kind());
        KnownOptimum fromFile = Problems.parse(
                        file().replace("[[3]]", "[[1]]") + "upper: {rho: 2, linear: aligned}\n", "x.yaml")
                .truth()
                .knownOptimum()
                .orElseThrow();
        assertEquals(KnownOptimum.Kind.GLOBAL, fromFile.kind());
        assertTrue(
                refusal(file() + "upper: {linear: aligned}\n").contains("upper.linear (aligned) must have ∇_λ f = 0"));
    }

    @Test
    void generatedInstancesAreThoseOfTheirSeed() {
        String text = "family: lqr-imitation\ngenerate: {size: {states: 3, inputs: 2, upper: 2}, seed: 5";
        double value = objective(text + "}");
        assertEquals(value, objective(text + "}"));
        assertTrue(value != objective(text + "5}"));
        assertTrue(value != objective(text + ", condition: 100}"));
        assertTrue(value != objective(text + ", gamma: 0.9}"));
    }

    private static double objective(String text) {
        return Problems.parse(text, "x.yaml").truth().objective(new double[] {0.1, -0.2});
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "expert: [[3]] | expert: [[3, 1]]       | expert[0] (a list of 2)  | 1 number",
                "expert: [[3]] | expert: [[3], [1]]     | expert (a list of 2)     | 1 row",
                "expert: [[3]] | expert: [[.nan]]       | expert[0][0] (.nan)      | finite",
                "expert: [[3]] | exprt: [[3]]           | expert (not given)       | 'exprt' is meant",
                "expert: [[3]] | expert: [[3]]\\ndesigner: {Q: [[1]], R: [[1]]} | designer | one of the keys",
                "gamma: 0.25   | gamma: 1               | gamma (1)                | (0, 1)"
            })
    void aBadFileIsRefusedInOneLineWithKeyAndRule(String part, String replacement, String key, String says)
            throws IOException {
        String message = refusal(file().replace(part, replacement.replace("\\n", "\n")));
        assertTrue(message.startsWith("x.yaml:"), message);
        assertTrue(message.contains(key) && message.contains(says), message);
        assertTrue(message.contains("must") && message.contains("aybe"), message);
    }

    @Test
    void anExpertOfAnotherShapeIsRefusedByName() {
        RealMatrix wide = MatrixUtils.createRealMatrix(2, 3);
        String message = assertThrows(
                        RefusedException.class,
                        () -> LqrImitation.of(
                                "x",
                                LqrFamily.claimsSystem(),
                                LqrFamily.claimsAgent(),
                                wide,
                                OuterTerms.centred(1, new double[2])))
                .getMessage();
        assertTrue(message.startsWith("The matrix expert is 2 × 3. It must be 2 × 2"), message);
    }

    /** Costs and experts over sixteen orders of magnitude either have a truth or are refused in one line. */
    @Test
    void extremeUnitsAreComputedOrRefusedInOneLine() throws IOException {
        int computed = 0;
        for (String unit : new String[] {"1e-300", "1e-8", "1e-4", "1", "1e4", "1e8", "1e300"}) {
            for (String expert : new String[] {"1e-300", "1e-8", "1", "1e8", "1e300"}) {
                String text = file().replace("Q: [[1]]", "Q: [[" + unit + "]]").replace("[[3]]", "[[" + expert + "]]");
                try {
                    BilevelProblem problem = Problems.parse(text, "x.yaml");
                    Evaluation.of(problem, new double[] {0.3}, OptionalDouble.of(1e-8), Optional.empty());
                    computed++;
                } catch (RefusedException e) {
                    assertEquals(1, e.getMessage().lines().count(), e.getMessage());
                }
            }
        }
        // Everything between 1e-8 and 1e8.
        assertTrue(computed >= 15, computed + " computed");
    }

    private static String file() throws IOException {
        try (var stream = Resources.class.getResourceAsStream("lqr-imitation-by-hand.yaml")) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static String refusal(String text) {
        String message = assertThrows(RefusedException.class, () -> Problems.parse(text, "x.yaml"))
                .getMessage();
        assertEquals(1, message.lines().count(), message);
        return message;
    }

    private static void same(Map<String, Object> values, String name, double... expected) {
        Object value = values.get(name);
        double[] actual = value instanceof Double number ? new double[] {number} : (double[]) value;
        assertArrayEquals(expected, actual, ROUNDING, name);
    }
}
