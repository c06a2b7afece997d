package org.plumbline.algorithm.hypergradient;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.apache.commons.math3.linear.MatrixUtils;
import org.junit.jupiter.api.Test;
import org.plumbline.algorithm.AlgorithmUnderTest;
import org.plumbline.algorithm.BilevelAlgorithmContract;
import org.plumbline.numeric.Vectors;
import org.plumbline.oracle.Constants;
import org.plumbline.oracle.Draw;
import org.plumbline.oracle.NoiseModel;
import org.plumbline.oracle.OracleCounts;
import org.plumbline.problem.BilevelFunctions;
import org.plumbline.run.Probe;
import org.plumbline.run.StopReason;
import org.plumbline.run.Trace;
import org.plumbline.run.TracePoint;

/**
 * The contract of methods that draw one random term of the Neumann series: their cost is random, and so are their iterates
 * even without noise.
 */
interface RandomTruncationContract extends BilevelAlgorithmContract {
    /** n. */
    long BATCH = 5;

    /** b. */
    int TERMS = 12;

    /** The cost of an iteration, counted from 0, but for its random number of Hessian-vector products. */
    OracleCounts publishedCost(long iteration);

    /** The outer step size of an iteration, counted from 0. */
    double outerStep(long iteration);

    @Override
    default OracleCounts publishedCost() {
        return publishedCost(0);
    }

    @Override
    default double[] limitGradient(double[] phi) {
        return TruncatedInverse.hypergradient(
                problem(), 1 / problem().constants().require(Constants.L), TERMS, phi);
    }

    /**
     * All but the products as published; these are np with p from 0 to b−1. In 120 iterations one of the twelve values is
     * missing with probability 12 (11/12)¹²⁰ = 4e-4 (seed 3).
     */
    @Override
    @Test
    default void everyIterationCostsWhatIsPublished() {
        Trace trace = run(algorithm(), problem().oracles(NOISE), 120, 3, Probe.NONE);
        List<TracePoint> points = trace.points();
        TreeSet<Long> seen = new TreeSet<>();
        for (int t = 1; t < points.size(); t++) {
            OracleCounts drawn = points.get(t).counts().minus(points.get(t - 1).counts());
            long products = drawn.of(Draw.HESSIAN_VECTOR);
            assertEquals(
                    publishedCost(t - 1L).plus(AlgorithmUnderTest.cost(Map.of(Draw.HESSIAN_VECTOR, products))), drawn);
            assertEquals(0, products % BATCH);
            seen.add(products / BATCH);
        }
        assertEquals(TERMS, seen.size());
        assertEquals(0, seen.first());
        assertEquals(TERMS - 1L, seen.last());
    }

    /**
     * The iterates do not converge, as p stays random. What holds: with F the limit's gradient and h the estimate,
     * φ₀ − φ_T = Σ α_t h_t, and h − F is a martingale difference beside an error of tracking that, on a problem where all
     * is linear, sums up like φ itself. So the weighted mean of F is 0 within a few of (φ₀ − φ_T)/Σα and five standard
     * errors, √Σα²‖h−F‖²/Σα; false alarms, under 1e-5 (seed 1). How exact the single step is, the next test says.
     */
    @Override
    @Test
    default void withoutNoiseTheGradientOfItsLimitVanishes() {
        Trace trace = run(algorithm(), problem().oracles(NoiseModel.NONE), iterationsToConverge(), 1, Probe.NONE);
        assertEquals(StopReason.COMPLETED, trace.stop(), trace::detail);
        List<TracePoint> points = trace.points();
        double[] mean = new double[problem().upperDimension()];
        double weights = 0;
        double squaredNoise = 0;
        for (int t = 1; t < points.size(); t++) {
            double alpha = outerStep(t - 1L);
            double[] noise = points.get(t - 1).phi();
            double[] limit = limitGradient(noise);
            Vectors.add(-1, points.get(t).phi(), noise);
            Vectors.add(-alpha, limit, noise);
            Vectors.add(alpha, limit, mean);
            weights += alpha;
            squaredNoise += Vectors.squaredNorm(noise);
        }
        double[] way = points.get(0).phi();
        Vectors.add(-1, trace.last().phi(), way);
        double allowed = (5 * Math.sqrt(squaredNoise) + 3 * Math.sqrt(Vectors.squaredNorm(way))) / weights;
        double norm = Math.sqrt(Vectors.squaredNorm(mean)) / weights;
        assertTrue(norm <= allowed, () -> "the mean has norm " + norm + ", allowed is " + allowed);
    }

    /**
     * Given p, which the ledger tells, every step is \(-\alpha(f_\varphi - g_{\varphi\lambda}\,b\eta'(I-\eta' H)^p f_\lambda)\)
     * at the new λ, by a matrix power; that these average over p to the truncated series is the business of
     * {@link NeumannSeriesTest}. Numbers up to 100 and a dozen products: 1e-12.
     */
    @Test
    default void everyStepIsTheTermThatWasDrawn() {
        Trace trace = run(algorithm(), problem().oracles(NoiseModel.NONE), 100, 1, Probe.NONE);
        List<TracePoint> points = trace.points();
        BilevelFunctions functions = problem().truth().functions();
        double step = 1 / problem().constants().require(Constants.L);
        for (int t = 1; t < points.size(); t++) {
            double[] phi = points.get(t - 1).phi();
            double[] lambda = points.get(t).lambda();
            long products = points.get(t).counts().of(Draw.HESSIAN_VECTOR)
                    - points.get(t - 1).counts().of(Draw.HESSIAN_VECTOR);
            double[] gradPhi = new double[phi.length];
            double[] gradLambda = new double[lambda.length];
            functions.upperGradient(phi, lambda, gradPhi, gradLambda);
            double[] solution = MatrixUtils.createRealIdentityMatrix(lambda.length)
                    .subtract(TruncatedInverse.hessian(problem(), phi, lambda).scalarMultiply(step))
                    .power(Math.toIntExact(products / BATCH))
                    .scalarMultiply(TERMS * step)
                    .operate(gradLambda);
            double[] cross = new double[phi.length];
            functions.jacobianVector(phi, lambda, solution, cross);
            Vectors.add(-outerStep(t - 1L), gradPhi, phi);
            Vectors.add(outerStep(t - 1L), cross, phi);
            assertArrayEquals(phi, points.get(t).phi(), 1e-12);
        }
    }
}
