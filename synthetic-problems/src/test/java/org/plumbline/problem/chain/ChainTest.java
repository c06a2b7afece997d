package org.plumbline.problem.chain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.plumbline.numeric.RefusedException;
import org.plumbline.problem.BilevelProblem;
import org.plumbline.problem.GroundTruth;
import org.plumbline.problem.Problems;
import org.plumbline.problem.Vectors;
import org.plumbline.problem.quadratic.PlInequality;
import org.plumbline.random.RandomStream;
import org.plumbline.random.SeedTree;

class ChainTest {
    /** Steps of 1/L and far longer ones: none skips a link, and all arrive. */
    @ParameterizedTest
    @CsvSource({"1, 1", "5, 1", "20, 1", "5, 10", "20, 58"})
    void gradientDescentNeedsAStepForEveryLink(int length, double stretch) {
        Chain chain = new Chain(length, 0.7, 0.3, 2);
        GroundTruth truth = chain.instance("chain/t").truth();
        double[] phi = new double[length];
        double step = stretch / chain.smoothness();
        int steps = 0;
        while (Vectors.norm(truth.hypergradient(phi)) >= chain.gradientFloor() && steps < 100_000) {
            phi = Vectors.plus(phi, -step, truth.hypergradient(phi));
            steps++;
        }
        int taken = steps;
        assertTrue(taken >= length, () -> "only " + taken + " steps");
        assertTrue(taken < 100_000, "never arrived");
    }

    /** Also through the penalty, whose λ_σ does not look ahead either. */
    @Test
    void thePenaltyGradientSeesOneNewCoordinateAStep() {
        Chain chain = new Chain(12, 1, 0.5, 1);
        GroundTruth truth = chain.instance("chain/t").truth();
        // κα²/(32h) is beyond the certified range, which ends near κα²/(58h).
        double sigma = truth.sigmaBar().orElseThrow();
        assertTrue(sigma < 1 / (32 * 0.5));
        double[] phi = new double[12];
        for (int step = 1; step <= 12; step++) {
            phi = Vectors.plus(phi, -1 / chain.smoothness(), truth.penaltyHypergradient(phi, sigma));
            for (int j = step; j < 12; j++) {
                assertEquals(0, phi[j], "coordinate " + j + " after step " + step);
            }
        }
    }

    /**
     * T ∝ 1/ε exactly but for rounding down, in squared units: ε/16 gives 16 times the links, to one in a hundred; the
     * smoothness is as asked, the gap used up to one link.
     */
    @Test
    void theLengthGrowsWithTheInverseOfTheTarget() {
        double smoothness = 3;
        double gap = 1e4;
        Chain coarse = Chain.forTarget(0.1, smoothness, gap);
        Chain fine = Chain.forTarget(0.1 / 16, smoothness, gap);
        assertEquals(16, (double) fine.length() / coarse.length(), 0.16);
        for (double epsilon : new double[] {0.1, 0.1 / 16}) {
            Chain chain = Chain.forTarget(epsilon, smoothness, gap);
            assertEquals(smoothness, chain.smoothness(), 1e-12);
            assertEquals(Math.sqrt(2 * epsilon), chain.gradientFloor(), 1e-15);
            assertTrue(chain.gap() <= gap && chain.gap() > gap - 6 * chain.height());
            assertEquals(1.98, chain.instance("c").truth().sigmaBar().orElseThrow(), 1e-12);
        }
        assertEquals(4, coarse.scale() / fine.scale(), 1e-12);
        assertEquals(16, coarse.height() / fine.height(), 1e-12);
        GroundTruth truth = coarse.instance("c").truth();
        double start = truth.objective(new double[coarse.length()]);
        double end = truth.knownOptimum().orElseThrow().value();
        assertEquals(coarse.gap(), start - end, 1e-9 * gap);
    }

    /** The fixed point λ = φ − (σ/κ)∇f(λ), a contraction with factor σL/κ &lt; 0.99: another solver, to rounding. */
    @ParameterizedTest
    @CsvSource({"1e-8", "1e-4", "0.01", "0.1", "0.5", "0.9", "0.99"})
    void thePenalisedSolutionIsAFixedPoint(double share) {
        RandomStream stream = SeedTree.of(51).child("share", (int) (share * 100)).stream();
        for (int length = 1; length <= 8; length++) {
            Chain chain = new Chain(length, 1.3, 0.4, 2);
            BilevelProblem problem = chain.instance("chain/t");
            GroundTruth truth = problem.truth();
            double sigma = share / 0.99 * truth.sigmaBar().orElseThrow();
            double[] phi = problem.box().sample(stream);
            double[] fixed = phi.clone();
            double[] gradient = new double[length];
            double[] unused = new double[length];
            for (int i = 0; i < 5000; i++) {
                truth.functions().upperGradient(phi, fixed, unused, gradient);
                fixed = Vectors.plus(phi, -sigma / 2, gradient);
            }
            double[] solution = truth.penalisedSolution(phi, sigma);
            assertEquals(0, Vectors.distance(fixed, solution), 1e-12 * (1 + Vectors.norm(phi)));
            double value =
                    truth.functions().upper(phi, fixed) + truth.functions().lower(phi, fixed) / sigma;
            // g/σ carries the rounding of λ − φ, which is σ times a gradient: 1e-16/σ of its square root.
            assertEquals(value, truth.penaltyObjective(phi, sigma), 1e-12 + 1e-15 / sigma);
        }
    }

    /** Fourteen thousand points, with σ up to the end of the certified range. */
    @Test
    void thePlInequalityHolds() {
        RandomStream stream = SeedTree.of(52).stream();
        for (int length = 1; length <= 7; length++) {
            BilevelProblem problem = new Chain(length, 1.3, 0.4, 2).instance("chain/t");
            double end = problem.truth().sigmaBar().orElseThrow();
            for (double sigma : new double[] {0, 1e-8, 0.3 * end, end}) {
                PlInequality.assertHolds(problem, sigma, 500, stream);
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "length: 0 ; scale: 1 ; height: 1 | length (0) | from 1",
                "length: 3 ; scale: -1 ; height: 1 | scale (-1) | above 0",
                "length: 3 ; scale: 1 ; height: 0 | height (0) | above 0",
                "length: 3 ; scale: 1 ; height: 1 ; curvature: 0 | curvature (0) | above 0",
                "length: 3 ; scale: 1 | height (not given) | a number",
                "length: 3 ; scale: 1 ; height: 1 ; upper: {rho: 1} | upper | one of the keys",
                "generate: {epsilon: 0.1, gap: 1} | gap (1.0) | room",
                "generate: {smoothness: 1} | generate.epsilon (not given) | a number"
            })
    void badDataAreRefusedInOneLine(String text, String key, String says) {
        String message = assertThrows(RefusedException.class, () -> read(text.replace(" ; ", "\n")))
                .getMessage();
        assertTrue(message.startsWith("x.yaml"), message);
        assertTrue(message.contains(key), message);
        assertTrue(message.contains(says), message);
        assertTrue(message.contains(" must ") && message.contains(" Maybe "), message);
    }

    @Test
    void aPenaltyBeyondTheCertifiedRangeIsRefused() {
        GroundTruth truth = Problems.named("chain/claims").truth();
        String message = assertThrows(RefusedException.class, () -> truth.penalisedSolution(new double[5], 2))
                .getMessage();
        assertTrue(message.startsWith("sigma (2.0) must be at most 1.36"), message);
        assertTrue(truth.penalisedModulus(2).isEmpty());
    }

    @Test
    void aFileMayStateTheTarget() {
        BilevelProblem problem = read("generate: {epsilon: 0.1, smoothness: 3, gap: 1e4}");
        assertEquals(Chain.forTarget(0.1, 3, 1e4).length(), problem.upperDimension());
        assertEquals(1, read("length: 3\nscale: 1\nheight: 1").constants().require("mu"));
    }

    private static BilevelProblem read(String text) {
        return Problems.parse("family: chain\n" + text, "x.yaml");
    }
}
