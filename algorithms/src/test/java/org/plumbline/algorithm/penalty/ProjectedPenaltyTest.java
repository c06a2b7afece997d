package org.plumbline.algorithm.penalty;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.plumbline.algorithm.Algorithms;
import org.plumbline.algorithm.BilevelAlgorithm;
import org.plumbline.algorithm.Stepper;
import org.plumbline.numeric.RefusedException;
import org.plumbline.oracle.NoiseModel;
import org.plumbline.oracle.Start;
import org.plumbline.random.SeedTree;
import org.plumbline.run.Probe;
import org.plumbline.run.Recording;
import org.plumbline.run.Runner;
import org.plumbline.run.StopRule;
import org.plumbline.run.Trace;

/** Algorithm 1 in a box: the contract with an inactive box, and what an active one does, by hand. */
class ProjectedPenaltyTest implements PenaltyContract {
    @Override
    public int innerSteps() {
        return 20;
    }

    @Override
    public BilevelAlgorithm algorithm(double lowerStep) {
        return Algorithms.named("algorithm-1-projected")
                .create(Map.of(
                        "sigma",
                        SIGMA,
                        "batch",
                        BATCH,
                        "innerSteps",
                        innerSteps(),
                        "lowerStep",
                        lowerStep,
                        "outerStep",
                        OUTER_STEP));
    }

    private static ProjectedPenalty onHandQuadratic(double boxLower, double boxUpper) {
        return new ProjectedPenalty(0.5, 1, 10, 0.5, 0.5, 0.25, boxLower, boxUpper);
    }

    @Test
    void anInactiveBoxLeavesAlgorithm1BitForBit() {
        ProjectedPenalty projected = (ProjectedPenalty) algorithm();
        Trace trace = run(projected, problem().oracles(noise()), 50, 5, Probe.NONE);
        assertEquals(
                run(projected.unprojected(), problem().oracles(noise()), 50, 5, Probe.NONE)
                        .points(),
                trace.points());
        assertEquals(0, trace.projections());
    }

    /** The noise reaches every coordinate, so a narrow box is active at nearly every step; the start point is not projected. */
    @Test
    void iteratesStayInAnActiveBoxAndEveryChangeCounts() {
        double lower = -0.01;
        double upper = 0.01;
        ProjectedPenalty wide = (ProjectedPenalty) algorithm();
        ProjectedPenalty narrow = new ProjectedPenalty(
                SIGMA, BATCH, innerSteps(), wide.lowerStep(), wide.penalisedStep(), OUTER_STEP, lower, upper);
        long[] onTheBoundary = new long[1];
        Trace trace = run(narrow, problem().oracles(noise()), 50, 5, (t, phi, lambda, penalised) -> {
            boolean touches = false;
            for (double x : phi) {
                assertTrue(t == 0 || (lower <= x && x <= upper), () -> "φ_" + t + " has " + x);
                touches |= x == lower || x == upper;
            }
            onTheBoundary[0] += t > 0 && touches ? 1 : 0;
        });
        assertTrue(trace.projections() > 0);
        assertEquals(onTheBoundary[0], trace.projections(), "a step ends on the boundary iff it was projected");
    }

    /**
     * K = 1 on {@link ByHand}, σ = ½, τ = ¼, η = ½, in [0, 9/8]. The first step is that of Algorithm 1, φ = 5/4, and is cut
     * to 9/8. From there λ = ½ + ¼·5/4 = 13/16 and λ′ = ⅞ + ¼(½ + 17/16) = 81/64; d = 9/8 + 2(−9/32 − ⅝) = −11/16, so
     * φ = 47/32 is cut again. All are binary fractions: no tolerance.
     */
    @Test
    void twoProjectedIterationsAreThoseByHand() {
        Stepper stepper = ByHand.start(new ProjectedPenalty(0.5, 1, 1, 0.25, 0.25, 0.5, 0, 9.0 / 8));
        stepper.step();
        assertEquals(9.0 / 8, stepper.phi()[0]);
        assertEquals(1, stepper.projections());
        stepper.step();
        assertEquals(13.0 / 16, stepper.lambda()[0]);
        assertEquals(81.0 / 64, stepper.penalisedLambda()[0]);
        assertEquals(9.0 / 8, stepper.phi()[0]);
        assertEquals(2, stepper.projections());
    }

    /**
     * On {@link HandQuadratic} ∇Φ_σ vanishes at 2/5. In [−1, ¼] the method ends on the boundary, where ∇Φ = 2φ − 1 = −½, and
     * in [½, 1] on the other side: there the norm of ∇Φ is no criterion.
     */
    @ParameterizedTest
    @CsvSource({"-1, 0.25, 0.25", "0.5, 1, 0.5"})
    void anActiveBoxEndsWhereTheHypergradientDoesNotVanish(double lower, double upper, double end) {
        Stepper stepper = HandQuadratic.after(200, onHandQuadratic(lower, upper), 0.5 * (lower + upper), 0);
        assertArrayEquals(new double[] {end}, stepper.phi());
    }

    private static Trace onHandQuadratic(ProjectedPenalty method, double phi, long iterations) {
        return new Runner(
                        method,
                        HandQuadratic.PROBLEM.oracles(NoiseModel.NONE),
                        new Start(new double[] {phi}, new double[] {phi}),
                        StopRule.iterations(iterations),
                        SeedTree.of(1),
                        Recording.ENDS)
                .run(Probe.NONE);
    }

    /** The later half begins where the tail mean does: at t = 2 of 5, at t = 3 of 6. From ¼ every step is projected. */
    @ParameterizedTest
    @CsvSource({"5, 3", "6, 3", "1, 1", "0, 0"})
    void theLaterHalfIsCountedByItself(long iterations, long inTail) {
        Trace trace = onHandQuadratic(onHandQuadratic(-1, 0.25), 0.25, iterations);
        assertEquals(iterations, trace.projections());
        assertEquals(inTail, trace.tailProjections());
    }

    /** Only the first step, from far outside, is changed: on the way from 1 to 2/5 nothing is. */
    @Test
    void anEarlyProjectionIsNotOneOfTheLaterHalf() {
        Trace trace = onHandQuadratic(onHandQuadratic(0, 1), 100, 40);
        assertEquals(1, trace.projections());
        assertEquals(0, trace.tailProjections());
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "2, 1", "NaN, 1", "0, NaN", "0, Infinity", "-Infinity, 0"})
    void aBoxThatIsNoneIsRefused(double lower, double upper) {
        RefusedException refused = assertThrows(
                RefusedException.class,
                () -> Algorithms.named("algorithm-1-projected")
                        .create(Map.of(
                                "sigma",
                                0.5,
                                "batch",
                                1,
                                "innerSteps",
                                1,
                                "lowerStep",
                                0.1,
                                "outerStep",
                                0.1,
                                "boxLower",
                                lower,
                                "boxUpper",
                                upper)));
        assertTrue(refused.getMessage().startsWith("boxLower ("), refused.getMessage());
    }
}
