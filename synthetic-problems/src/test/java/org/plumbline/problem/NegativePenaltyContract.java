package org.plumbline.problem;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.plumbline.oracle.Constant;
import org.plumbline.oracle.Constants;

/** Where the range of σ for central differences is declared, g − σf is bounded below and PL up to its end. */
@FunctionalInterface
public interface NegativePenaltyContract extends ProblemUnderTest {
    /** Gaps below 1e-7 are not looked at, so a ratio carries a relative rounding error of at most about 1e-8. */
    double NEGATIVE_RATIO_TOLERANCE = 1e-6;

    /** How many random points of the box and the region are visited at each σ. */
    int NEGATIVE_SAMPLES = 40;

    /** The end of the range, and a point inside. */
    private double[] range() {
        Optional<Constant> end = problem().constants().find(Constants.SIGMA_MINUS);
        assumeTrue(end.isPresent(), "no range of negative penalties is declared");
        return new double[] {end.orElseThrow().value(), 0.1 * end.orElseThrow().value()};
    }

    /** The modulus must be one that the truth states for −σ: a ratio that is merely positive says nothing. */
    @Test
    default void theNegativelyPenalisedLevelIsPlWithItsModulus() {
        GroundTruth truth = problem().truth();
        for (double sigma : range()) {
            double modulus = truth.penalisedModulus(-sigma).orElse(0);
            assertTrue(modulus > 0, () -> "μ(−σ) = " + modulus + " at σ = " + sigma);
            PlRatio ratio = PlRatio.of(truth, -sigma);
            double worst = points("negative-pl", NEGATIVE_SAMPLES).stream()
                    .mapToDouble(ratio::at)
                    .min()
                    .orElseThrow();
            assertTrue(
                    worst >= modulus * (1 - NEGATIVE_RATIO_TOLERANCE),
                    () -> "ratio " + worst + " < μ(−σ) = " + modulus + " at σ = " + sigma);
        }
    }

    /** As for positive σ; values are of size |g| + σ|f|, which is what rounding is relative to. */
    @Test
    default void theNegativelyPenalisedSolutionIsStationaryAndNotBeaten() {
        GroundTruth truth = problem().truth();
        BilevelFunctions functions = truth.functions();
        for (double sigma : range()) {
            for (Point x : points("negative-solution", NEGATIVE_SAMPLES)) {
                Point best = new Point(x.phi(), truth.penalisedSolution(x.phi(), -sigma));
                double there = Vectors.norm(
                        Gradients.ofPenalised(functions, best, -sigma).lambda());
                double here =
                        Vectors.norm(Gradients.ofPenalised(functions, x, -sigma).lambda());
                assertTrue(
                        there <= zeroTolerance() * (1 + here + sigma),
                        () -> "‖∇_λ (g − σf)(φ, λ_−σ)‖ = " + there + " at σ = " + sigma);
                double g = functions.lower(best.phi(), best.lambda());
                double f = functions.upper(best.phi(), best.lambda());
                double floor = g - sigma * f - 1e-13 * (1 + Math.abs(g) + sigma * Math.abs(f));
                double value = functions.lower(x.phi(), x.lambda()) - sigma * functions.upper(x.phi(), x.lambda());
                assertTrue(value >= floor, () -> "g − σf = " + value + " < " + floor + " at σ = " + sigma);
            }
        }
    }
}
