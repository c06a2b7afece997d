package org.plumbline.problem.lqr;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Modifier;
import java.util.Arrays;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.stat.descriptive.SummaryStatistics;
import org.junit.jupiter.api.Test;
import org.plumbline.oracle.Batch;
import org.plumbline.oracle.Draw;
import org.plumbline.oracle.FirstOrderOracle;
import org.plumbline.oracle.Ledger;
import org.plumbline.oracle.Policy;
import org.plumbline.oracle.SecondOrderOracle;
import org.plumbline.problem.BilevelFunctions;
import org.plumbline.random.RandomStream;
import org.plumbline.random.SeedTree;
import org.plumbline.sampling.LinearGaussianPolicy;

/** Trajectories of the claims instance, at the gain of its start. */
class TrajectoryGradientsTest {
    /** \(0.8^{60} \approx 1.5 \cdot 10^{-6}\): a truncation bias far below every standard error here. */
    private static final int LONG = 60;

    private final LqrRewardDesignProblem problem = RewardDesigns.claims();
    private final double[] phi = problem.box().upper();
    private final double[] lambda = problem.start().lambda();
    private final SeedTree seeds = SeedTree.of(20250317).child("trajectory-gradients");

    /** The gradients at one batch: g in φ, g in λ, f in φ, f in λ. */
    private double[] gradients(FirstOrderOracle oracle, Batch batch, double[] gain) {
        double[] lowerPhi = new double[2];
        double[] lowerLambda = new double[4];
        double[] upperPhi = new double[2];
        double[] upperLambda = new double[4];
        oracle.lower(batch, phi, gain, lowerPhi, lowerLambda);
        oracle.upper(batch, phi, gain, upperPhi, upperLambda);
        return join(lowerPhi, lowerLambda, upperPhi, upperLambda);
    }

    private static double[] join(double[]... parts) {
        return Arrays.stream(parts).flatMapToDouble(Arrays::stream).toArray();
    }

    private double[] exact() {
        BilevelFunctions functions = problem.truth().functions();
        double[] lowerPhi = new double[2];
        double[] lowerLambda = new double[4];
        double[] upperPhi = new double[2];
        double[] upperLambda = new double[4];
        functions.lowerGradient(phi, lambda, lowerPhi, lowerLambda);
        functions.upperGradient(phi, lambda, upperPhi, upperLambda);
        return join(lowerPhi, lowerLambda, upperPhi, upperLambda);
    }

    private SummaryStatistics[] sample(long size, int repetitions, RandomStream stream) {
        FirstOrderOracle oracle = problem.trajectories(LONG).firstOrder(new Ledger());
        SummaryStatistics[] entries = new SummaryStatistics[12];
        Arrays.setAll(entries, i -> new SummaryStatistics());
        for (int r = 0; r < repetitions; r++) {
            double[] values = gradients(oracle, oracle.draw(size, stream), lambda);
            for (int i = 0; i < entries.length; i++) {
                entries[i].addValue(values[i]);
            }
        }
        return entries;
    }

    /**
     * Ten random entries within 4 standard errors: false alarm at most 10 · 6.3e-5 over all seeds. The bias of O(1/n)
     * from fitting Q to the same data is, at n = 400, an order below the standard error.
     */
    @Test
    void theMeanOfTheEstimateIsTheGradient() {
        SummaryStatistics[] entries = sample(400, 200, seeds.child("mean").stream());
        double[] exact = exact();
        for (int i = 0; i < entries.length; i++) {
            double error = Math.abs(entries[i].getMean() - exact[i]);
            double standardError = entries[i].getStandardDeviation() / Math.sqrt((double) entries[i].getN());
            assertTrue(error <= 4 * standardError + 1e-12, "entry " + i + ": " + error + ", s.e. " + standardError);
        }
    }

    /**
     * The summed variances at n = 40 and 160, 400 times each, have a relative standard deviation of at most
     * √(2/400) = 0.07, their ratio of 0.1: within 4 ± 1.2 (three of them), false alarm 0.3 % over all seeds.
     */
    @Test
    void theVarianceFallsAsOneOverTheBatchSize() {
        RandomStream stream = seeds.child("variance").stream();
        double ratio = totalVariance(sample(40, 400, stream)) / totalVariance(sample(160, 400, stream));
        assertEquals(4, ratio, 1.2);
    }

    private static double totalVariance(SummaryStatistics[] entries) {
        double sum = 0;
        for (SummaryStatistics entry : entries) {
            sum += entry.getVariance();
        }
        return sum;
    }

    /** Eighteen moments within 5 standard errors: false alarm 18 · 5.7e-7 = 1e-5 over all seeds. */
    @Test
    void theMomentsOfTheStatesAreTheAnalyticOnes() {
        LqrSystem system = problem.system();
        int horizon = 6;
        SummaryStatistics[][] moments = new SummaryStatistics[horizon][3];
        for (SummaryStatistics[] row : moments) {
            Arrays.setAll(row, i -> new SummaryStatistics());
        }
        Policy policy = new LinearGaussianPolicy(2, lambda, system.exploration());
        new LinearGaussianEnvironment(system, new Ledger())
                .rollOut(
                        new Batch(20_000, seeds.child("moments").stream()),
                        policy,
                        horizon,
                        (step, count, state, noise, action, next) -> {
                            for (int k = 0; k < count; k++) {
                                moments[step][0].addValue(next[0][k] * next[0][k]);
                                moments[step][1].addValue(next[0][k] * next[1][k]);
                                moments[step][2].addValue(next[1][k] * next[1][k]);
                            }
                        });
        RealMatrix loop = system.a().subtract(system.b().multiply(ClosedLoop.matrix(lambda, 2, 2)));
        double s2 = system.exploration() * system.exploration();
        RealMatrix moment = system.initial();
        for (SummaryStatistics[] row : moments) {
            moment = loop.multiply(moment)
                    .multiply(loop.transpose())
                    .add(system.noise())
                    .add(system.b().multiply(system.b().transpose()).scalarMultiply(s2));
            double[] expected = {moment.getEntry(0, 0), moment.getEntry(0, 1), moment.getEntry(1, 1)};
            for (int i = 0; i < expected.length; i++) {
                double standardError = row[i].getStandardDeviation() / Math.sqrt((double) row[i].getN());
                assertEquals(expected[i], row[i].getMean(), 5 * standardError);
            }
        }
    }

    @Test
    void oneBatchIsOneAnswerAndOneRealisationForAllGains() {
        FirstOrderOracle first = problem.trajectories(20).firstOrder(new Ledger());
        FirstOrderOracle second = problem.trajectories(20).firstOrder(new Ledger());
        RandomStream stream = seeds.child("batch").stream();
        Batch batch = first.draw(50, stream);
        double[] answer = gradients(first, batch, lambda);
        double[] near = lambda.clone();
        near[0] += 1e-7;
        double[] nearAnswer = gradients(first, batch, near);
        assertArrayEquals(answer, gradients(second, batch, lambda));
        assertArrayEquals(answer, gradients(first, batch, lambda));
        // Common random numbers: a step of 1e-7 moves a smooth answer by about 1e-5, a fresh batch by about 1.
        assertArrayEquals(answer, nearAnswer, 1e-3);
        assertTrue(Math.abs(answer[2] - gradients(first, first.draw(50, stream), lambda)[2]) > 1e-3);
    }

    @Test
    void theEnvironmentChargesWhatIsActedAndTheOracleChargesOnceAPoint() {
        Ledger ledger = new Ledger();
        long[] acted = new long[1];
        Policy counting = (count, state, noise, action) -> acted[0] += count;
        RandomStream stream = seeds.child("ledger").stream();
        new LinearGaussianEnvironment(problem.system(), ledger)
                .rollOut(new Batch(7, stream), counting, 13, (step, count, state, noise, action, next) -> {});
        assertEquals(acted[0], ledger.counts().of(Draw.TRANSITION));
        assertEquals(7, ledger.counts().samples());

        Ledger other = new Ledger();
        FirstOrderOracle oracle = problem.trajectories(13).firstOrder(other);
        Batch batch = oracle.draw(7, stream);
        assertEquals(0, other.counts().samples());
        gradients(oracle, batch, lambda);
        oracle.lower(batch, problem.box().lower(), lambda.clone(), new double[2], new double[4]);
        assertEquals(7, other.counts().of(Draw.TRAJECTORY));
        assertEquals(91, other.counts().of(Draw.TRANSITION));
        assertEquals(1, other.counts().of(Draw.LINEAR_SOLVE));
        gradients(oracle, oracle.draw(7, stream), lambda);
        gradients(oracle, batch, new double[] {0.4, 0, 0, 0.4});
        assertEquals(21, other.counts().samples());
        assertEquals(0, other.counts().secondOrder());
    }

    /** As recursive momentum asks: one batch at two points, first for g and then for f. */
    @Test
    void oneBatchAtTwoPointsInTurnIsChargedAtEachOnce() {
        Ledger ledger = new Ledger();
        FirstOrderOracle oracle = problem.trajectories(13).firstOrder(ledger);
        Batch batch = oracle.draw(7, seeds.child("in turn").stream());
        double[] other = {0.4, 0, 0, 0.4};
        for (double[] at : new double[][] {lambda, other}) {
            oracle.lower(batch, phi, at, new double[2], new double[4]);
        }
        for (double[] at : new double[][] {lambda, other}) {
            oracle.upper(batch, phi, at, new double[2], new double[4]);
        }
        assertEquals(14, ledger.counts().of(Draw.TRAJECTORY));
        assertEquals(2, ledger.counts().of(Draw.LINEAR_SOLVE));
    }

    @Test
    void anUnstableGainIsAnsweredByNaN() {
        FirstOrderOracle oracle = problem.trajectories(40).firstOrder(new Ledger());
        RandomStream stream = seeds.child("unstable").stream();
        // Moduli of √γ(A−BK) of about 1.2, 3 and 1e100: too large for the sum, though the first overflow nothing.
        for (double k : new double[] {-0.5, -5, -1e100, Double.NaN}) {
            double[] gain = {k, 0, 0, k};
            assertEquals(Double.POSITIVE_INFINITY, problem.truth().functions().lower(phi, gain));
            double[] answer = gradients(oracle, oracle.draw(100, stream), gain);
            for (int i : new int[] {0, 1, 2, 3, 4, 5, 8, 9, 10, 11}) {
                assertTrue(Double.isNaN(answer[i]), "entry " + i + " is " + answer[i] + " at " + k);
            }
        }
    }

    @Test
    void theOracleIsNothingElse() {
        FirstOrderOracle oracle = problem.trajectories(5).firstOrder(new Ledger());
        assertFalse(oracle instanceof SecondOrderOracle);
        assertTrue(problem.trajectories(5).secondOrder(new Ledger()).isEmpty());
        assertEquals(1, oracle.getClass().getInterfaces().length);
        assertFalse(Modifier.isPublic(oracle.getClass().getModifiers()));
    }
}
