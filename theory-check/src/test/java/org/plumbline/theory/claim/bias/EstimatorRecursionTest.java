package org.plumbline.theory.claim.bias;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.plumbline.numeric.Vectors;
import org.plumbline.oracle.Draw;
import org.plumbline.problem.CriticLimits;
import org.plumbline.problem.Problems;
import org.plumbline.problem.SampledProblem;
import org.plumbline.random.RandomStream;
import org.plumbline.sampling.LeastSquaresCritic;
import org.plumbline.sampling.LeastSquaresCritic.Features;
import org.plumbline.sampling.PathSharing;
import org.plumbline.theory.Cell;
import org.plumbline.theory.CellResult;
import org.plumbline.theory.Evidence;
import org.plumbline.theory.Profile;
import org.plumbline.theory.Results;
import org.plumbline.theory.Settings;
import org.plumbline.theory.Verdict;

/** What refutes BIAS-2@lqr-estimator and what leaves it undecided, from planted results; and its descents. */
class EstimatorRecursionTest {
    private static final Settings SETTINGS = new Settings(Profile.QUICK, 1);
    private static final String ID = "lqr-reward-design/claims";
    private static final double MU = 2;
    private static final double SMOOTHNESS = 16;
    private static final int STEPS = 40;

    /** {@code ratio}: of every mean to its envelope; {@code noise}: of the noise to that of the pilots. */
    private static Evidence judge(double ratio, double noise, double curvature) {
        EstimatorRecursion row = new EstimatorRecursion((SampledProblem) Problems.named(ID));
        Map<String, CellResult> planted = new HashMap<>();
        for (Cell cell : row.plan(SETTINGS)) {
            planted.put(cell.key(), descent(ratio, cell.key().contains("calibration") ? 1 : noise, curvature));
        }
        return row.judge(SETTINGS, new Results(planted));
    }

    /** Of pilots with b² = 2 and v = 0.4: the envelope has 1.25 and 1.5 times that. */
    private static CellResult descent(double ratio, double noise, double curvature) {
        Envelope envelope = new Envelope(1e-3, MU, SMOOTHNESS, 1 / SMOOTHNESS, Math.sqrt(1.25 * 2), 1.5 * 0.4);
        double[] means = IntStream.rangeClosed(0, STEPS)
                .mapToDouble(k -> k == 0 ? envelope.gap() : ratio * envelope.at(k))
                .toArray();
        Map<String, double[]> values = new HashMap<>();
        put(values, "means", "standard errors", means);
        put(values, EstimatorDescent.SQUARED_BIAS, EstimatorDescent.SQUARED_BIAS + " error", constant(2));
        put(values, EstimatorDescent.SQUARED_NOISE, EstimatorDescent.SQUARED_NOISE + " error", constant(0.4 * noise));
        values.put("largest curvature", new double[] {curvature * SMOOTHNESS});
        values.put("least PL ratio", new double[] {MU});
        values.put("outside", new double[] {0});
        return CellResult.of(values);
    }

    private static double[] constant(double value) {
        double[] all = new double[STEPS];
        Arrays.fill(all, value);
        return all;
    }

    /** Standard errors of a hundredth. */
    private static void put(Map<String, double[]> values, String mean, String error, double[] means) {
        values.put(mean, means);
        values.put(error, Arrays.stream(means).map(each -> each / 100).toArray());
    }

    @Test
    void whatStaysBelowTheEnvelopeIsSupportedAndTheControlIsRejected() {
        Evidence evidence = judge(0.99, 1, 1);
        assertEquals(Verdict.SUPPORTED, evidence.verdict());
        assertTrue(evidence.controls().get(0).rejected());
    }

    @Test
    void aMeanAboveTheEnvelopeRefutes() {
        Evidence evidence = judge(1.1, 1, 1);
        assertEquals(Verdict.NOT_SUPPORTED, evidence.verdict());
        assertTrue(evidence.refutation().orElseThrow() <= 0.01);
    }

    /** More noise than the envelope has, or a place where L does not hold, is no matter of the recursion. */
    @Test
    void whatIsPresumedAndDoesNotHoldLeavesTheClaimUndecided() {
        for (double ratio : new double[] {0.99, 1.1}) {
            assertEquals(Verdict.INCONCLUSIVE, judge(ratio, 1.7, 1).verdict());
            assertEquals(Verdict.INCONCLUSIVE, judge(ratio, 1, 1.01).verdict());
        }
    }

    /** At the start the bias is that of the limits at the start; every trajectory of every step is charged. */
    @Test
    void aDescentMeasuresItsBiasAndCountsItsTrajectories() {
        SampledProblem problem = (SampledProblem) Problems.named(ID);
        LeastSquaresCritic critic = new LeastSquaresCritic(Features.POOR);
        CellResult result = new EstimatorDescent(
                        problem,
                        problem.trajectories(3, critic, PathSharing.COMMON_NUMBERS),
                        50,
                        ChainBias.critic(problem, 3, CriticLimits::poor).lower(),
                        problem.start().phi(),
                        problem.start().lambda(),
                        1 / SMOOTHNESS,
                        2)
                .repeat(3, new RandomStream(5));
        double[] bias = EstimatorLimits.regulator(ID).bias(critic, 3);
        assertEquals(Vectors.squaredNorm(bias), result.series(EstimatorDescent.SQUARED_BIAS)[0], 1e-12);
        assertEquals(3 * 2 * 50 * 3, result.counts().of(Draw.TRANSITION));
        assertArrayEquals(new double[] {0}, result.series("outside"));
    }
}
