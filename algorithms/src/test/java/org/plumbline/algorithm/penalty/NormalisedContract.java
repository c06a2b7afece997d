package org.plumbline.algorithm.penalty;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.RealVector;
import org.junit.jupiter.api.Test;
import org.plumbline.algorithm.BilevelAlgorithm;
import org.plumbline.oracle.NoiseModel;
import org.plumbline.run.StopReason;
import org.plumbline.run.Trace;

/** F2SA-p as it is published: single inner samples, one outer batch, steps of one length. */
interface NormalisedContract extends DifferencesContract {
    double LENGTH = 0.01;

    @Override
    default long innerBatch() {
        return 1;
    }

    /** The inner gaps shrink by 0.915 a step at least (curvature 1 − 2·0.05·1.5 of 10): to 2.4e-5 of what a step makes. */
    @Override
    default int innerSteps() {
        return 120;
    }

    @Override
    default BilevelAlgorithm algorithm(double lowerStep) {
        return new CentralDifferences(
                order(), SIGMA, BATCH, innerBatch(), innerSteps(), lowerStep, LENGTH, Coupling.OUTER, true);
    }

    /** Steps of one length η walk past every limit; 600 of them, a way of 6, reach it, another 600 are judged. */
    @Override
    default long iterationsToConverge() {
        return 1200;
    }

    /**
     * Steps of one length do not converge. What holds is the descent of the quadratic ψ whose gradient is the limit field: ψ
     * ≤ ψ − η‖∇ψ‖ + Mη²/2 a step, so the mean of ‖∇ψ‖ over any stretch of T steps is at most Δ/(ηT) + Mη/2, with Δ = ½∇ψᵀA⁻¹∇ψ
     * at its beginning and M = ‖A‖. Over the second half of the run that is Θ(η), the floor; 1e-3 is for the inner gaps of
     * 2.4e-5·η‖C‖ = 6e-7, which are multiplied by ‖H‖‖C‖/σ, of order 10³.
     */
    @Test
    @Override
    default void withoutNoiseTheGradientOfItsLimitVanishes() {
        List<double[]> points = new ArrayList<>();
        Trace trace = run(
                algorithm(),
                problem().oracles(NoiseModel.NONE),
                iterationsToConverge(),
                1,
                (t, phi, lambda, penalised) -> points.add(phi));
        assertEquals(StopReason.COMPLETED, trace.stop(), trace::detail);
        RealMatrix slope = ELIMINATION.slope(order(), SIGMA);
        int half = points.size() / 2;
        RealVector gradient = new ArrayRealVector(limitGradient(points.get(half)));
        double gap = gradient.dotProduct(new LUDecomposition(slope).getSolver().solve(gradient)) / 2;
        double mean = 0;
        int steps = points.size() - 1 - half;
        for (int t = half; t < points.size() - 1; t++) {
            mean += new ArrayRealVector(limitGradient(points.get(t))).getNorm() / steps;
        }
        double bound = gap / (LENGTH * steps) + slope.getFrobeniusNorm() * LENGTH / 2 + 1e-3;
        assertTrue(bound <= 0.1, "the bound is " + bound + ": it says nothing");
        assertTrue(mean <= bound, "the mean norm is " + mean + ", above " + bound);
    }
}
