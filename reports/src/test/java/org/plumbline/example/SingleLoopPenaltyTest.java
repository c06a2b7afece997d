package org.plumbline.example;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.plumbline.algorithm.AlgorithmUnderTest;
import org.plumbline.algorithm.BilevelAlgorithm;
import org.plumbline.algorithm.BilevelAlgorithmContract;
import org.plumbline.algorithm.TheoremSchedule;
import org.plumbline.oracle.Draw;
import org.plumbline.oracle.NoiseModel;
import org.plumbline.oracle.OracleCounts;
import org.plumbline.oracle.Start;
import org.plumbline.random.SeedTree;
import org.plumbline.run.Probe;
import org.plumbline.run.Recording;
import org.plumbline.run.Runner;
import org.plumbline.run.StopRule;
import org.plumbline.run.Trace;

/** The example keeps the contract, takes the steps that its Javadoc says, and is built from files and schedules. */
class SingleLoopPenaltyTest implements BilevelAlgorithmContract {
    private static final double SIGMA = 0.1;
    private static final long BATCH = 7;

    @Override
    public BilevelAlgorithm algorithm(double lowerStep) {
        return new SingleLoopPenalty(SIGMA, BATCH, lowerStep, 0.02);
    }

    /** 2n lower and n upper gradients. */
    @Override
    public OracleCounts publishedCost() {
        return AlgorithmUnderTest.cost(Map.of(Draw.LOWER_GRADIENT, 2 * BATCH, Draw.UPPER_GRADIENT, BATCH));
    }

    @Override
    public double[] limitGradient(double[] phi) {
        return problem().truth().penaltyHypergradient(phi, SIGMA);
    }

    /** The flattest direction of Φ_σ has curvature above 0.1: factor 0.998 an iteration, 4e-14 after 15 000. */
    @Override
    public long iterationsToConverge() {
        return 15_000;
    }

    /**
     * By hand on g = ½·2(λ−φ−1)², f = ½λ² + ½φ² (the example ShiftedParabola with a = 2, s = 1), from φ = ½, λ = λ' = 0 with
     * σ = ½, τ = ¼, η = ⅛.
     *
     * <p>First step: g_λ = 2(0−½−1) = −3 at both chains and f_λ = 0, so λ = λ' = ¾; the difference vanishes and f_φ = ½, so
     * φ = ½ − 1/16 = 7/16. Second step: g_λ = 2(¾−7/16−1) = −11/8 and f_λ = ¾, so λ = ¾ + 11/32 = 35/32 and
     * λ' = 35/32 − ¼·½·¾ = 1; again no difference, φ = 7/16·⅞ = 49/128. Third step: the chains differ by −3/32, so that
     * g_φ = −g_λ differs by 3/16, over σ that is ⅜, and φ = 49/128 − ⅛(49/128 + ⅜) = 295/1024. All are binary fractions: no
     * tolerance.
     */
    @Test
    void threeStepsAreThoseByHand() {
        ShiftedParabola problem = new ShiftedParabola("shifted-parabola/by-hand", 2, 1);
        Runner runner = new Runner(
                new SingleLoopPenalty(0.5, 1, 0.25, 0.125),
                problem.oracles(NoiseModel.NONE),
                new Start(new double[] {0.5}, new double[] {0}),
                StopRule.iterations(3),
                SeedTree.of(1),
                Recording.ALL);
        Trace trace = runner.run(Probe.NONE);
        assertEquals(7.0 / 16, trace.points().get(1).phi()[0]);
        assertEquals(35.0 / 32, trace.points().get(2).lambda()[0]);
        assertEquals(1, trace.points().get(2).penalised()[0]);
        assertEquals(49.0 / 128, trace.points().get(2).phi()[0]);
        assertEquals(295.0 / 1024, trace.points().get(3).phi()[0]);
    }

    /** As a file with {@code schedule: theorem} would: at ε = 1/16, σ = ½·¼, n = 3·16 and T = 2·16. */
    @Test
    void theScheduleBuildsTheMethod() {
        SingleLoopPenalty.Spec spec = new SingleLoopPenalty.Spec();
        TheoremSchedule.Point point = spec.card()
                .schedule()
                .at(1.0 / 16, Map.of("cSigma", 0.5, "cN", 3.0, "lowerStep", 0.05, "outerStep", 0.02, "cT", 2.0));
        assertEquals(new SingleLoopPenalty(0.125, 48, 0.05, 0.02), spec.create(point.values()));
        assertEquals(32, point.iterations());
    }
}
