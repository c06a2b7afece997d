package org.plumbline.problem.lqr;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.stat.descriptive.SummaryStatistics;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.plumbline.numeric.Products;
import org.plumbline.oracle.Batch;
import org.plumbline.oracle.Draw;
import org.plumbline.oracle.FirstOrderOracle;
import org.plumbline.oracle.Ledger;
import org.plumbline.oracle.NoiseModel;
import org.plumbline.random.RandomStream;
import org.plumbline.random.SeedTree;
import org.plumbline.sampling.LeastSquaresCritic;
import org.plumbline.sampling.LeastSquaresCritic.Features;
import org.plumbline.sampling.LinearGaussianPolicy;
import org.plumbline.sampling.MonteCarloReturns;
import org.plumbline.sampling.QFunctionEstimator;
import org.plumbline.sampling.QuadraticCost;
import org.plumbline.sampling.TemporalDifferenceCritic;

/** The estimators of the policy gradient on the claims instance, at the gain of its start. */
class QFunctionEstimatorsTest {
    private static final QFunctionEstimator EXACT_FEATURES = new LeastSquaresCritic(Features.COMPLETE);
    private static final QFunctionEstimator POOR_FEATURES = new LeastSquaresCritic(Features.POOR);
    private static final QFunctionEstimator RETURNS = new MonteCarloReturns(false);
    private static final QFunctionEstimator BASELINE = new MonteCarloReturns(true);

    private final LqrRewardDesignProblem problem = RewardDesigns.claims();
    private final LqrSystem system = problem.system();
    private final double[] phi = problem.box().upper();
    private final double[] lambda = problem.start().lambda();
    private final QuadraticCost cost = problem.costs().agent(phi);
    private final SeedTree seeds = SeedTree.of(20250317).child("q-function-estimators");

    private double[] estimate(QFunctionEstimator estimator, int horizon, Batch batch) {
        double[] gradient = new double[lambda.length];
        problem.trajectories(horizon, estimator)
                .firstOrder(new Ledger())
                .lower(batch, phi, lambda, new double[2], gradient);
        return gradient;
    }

    /** The same sums in another order; numbers of order 10, and a linear system of condition below 1e4: 1e-9. */
    @Test
    void everyEstimateIsThatOfItsDefinition() {
        Batch batch = new Batch(40, seeds.child("definition").stream());
        int horizon = 7;
        StraightLineEstimates line = new StraightLineEstimates(system, lambda, cost, batch, horizon);
        assertArrayEquals(line.leastSquares(false), estimate(EXACT_FEATURES, horizon, batch), 1e-9);
        assertArrayEquals(line.leastSquares(true), estimate(POOR_FEATURES, horizon, batch), 1e-9);
        assertArrayEquals(line.returns(false), estimate(RETURNS, horizon, batch), 1e-9);
        assertArrayEquals(line.returns(true), estimate(BASELINE, horizon, batch), 1e-9);
        assertArrayEquals(
                line.temporalDifferences(0.3, 25),
                estimate(new TemporalDifferenceCritic(0.3, 25), horizon, batch),
                1e-9);
    }

    /** \(J_H = \sum_{t \lt H}\gamma^t\operatorname{tr}((Q + K^\top RK)X_t) + s^2\operatorname{tr}R\,(1-\gamma^H)/(1-\gamma)\). */
    private double truncatedCost(double[] gain, int horizon) {
        RealMatrix k = ClosedLoop.matrix(gain, system.inputs(), system.states());
        double s2 = system.exploration() * system.exploration();
        RealMatrix perStep = cost.state().add(Products.congruence(k.transpose(), cost.action()));
        double discounts = (1 - Math.pow(system.gamma(), horizon)) / (1 - system.gamma());
        return Products.trace(perStep, truncatedOccupancy(gain, horizon))
                + s2 * cost.action().getTrace() * discounts;
    }

    /** By central differences with a step of 1e-5: accurate to about 1e-9, far below every standard error. */
    private double[] truncatedGradient(int horizon) {
        double[] gradient = new double[lambda.length];
        for (int i = 0; i < gradient.length; i++) {
            double[] up = lambda.clone();
            double[] down = lambda.clone();
            up[i] += 1e-5;
            down[i] -= 1e-5;
            gradient[i] = (truncatedCost(up, horizon) - truncatedCost(down, horizon)) / 2e-5;
        }
        return gradient;
    }

    private SummaryStatistics[] sample(QFunctionEstimator estimator, int horizon, long size, int repetitions) {
        RandomStream stream = seeds.child(estimator + " " + horizon + " " + size).stream();
        SummaryStatistics[] entries = new SummaryStatistics[lambda.length];
        Arrays.setAll(entries, i -> new SummaryStatistics());
        for (int r = 0; r < repetitions; r++) {
            double[] gradient = estimate(estimator, horizon, new Batch(size, stream));
            for (int i = 0; i < entries.length; i++) {
                entries[i].addValue(gradient[i]);
            }
        }
        return entries;
    }

    private static double standardError(SummaryStatistics entry) {
        return entry.getStandardDeviation() / Math.sqrt((double) entry.getN());
    }

    private static double totalVariance(SummaryStatistics[] entries) {
        return Arrays.stream(entries)
                .mapToDouble(SummaryStatistics::getVariance)
                .sum();
    }

    /**
     * Four entries within 4 standard errors: false alarm at most 4 · 6.3e-5 a case over all seeds. The bias of the fitted
     * baseline, O(1/n), is at n = 400 an order below the standard error of 100 repetitions.
     */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void returnsEstimateTheGradientOfTheTruncatedCost(boolean baseline) {
        int horizon = 5;
        SummaryStatistics[] entries = sample(new MonteCarloReturns(baseline), horizon, 400, 100);
        double[] truncated = truncatedGradient(horizon);
        for (int i = 0; i < entries.length; i++) {
            assertEquals(truncated[i], entries[i].getMean(), 4 * standardError(entries[i]), "entry " + i);
        }
    }

    /** \(\sum_{t \lt H}\gamma^tX_t\). */
    private RealMatrix truncatedOccupancy(double[] gain, int horizon) {
        RealMatrix loop =
                system.a().subtract(system.b().multiply(ClosedLoop.matrix(gain, system.inputs(), system.states())));
        double s2 = system.exploration() * system.exploration();
        RealMatrix moment = system.initial();
        RealMatrix sum = moment.scalarMultiply(0);
        for (int t = 0; t < horizon; t++) {
            sum = sum.add(moment.scalarMultiply(Math.pow(system.gamma(), t)));
            moment = Products.congruence(loop, moment)
                    .add(system.noise())
                    .add(system.b().multiply(system.b().transpose()).scalarMultiply(s2));
        }
        return sum;
    }

    /**
     * A fitted Q-function has no horizon: only its visitation is cut off, so that its mean is \(2E\Sigma_{\lt H}\), with
     * \(2E\Sigma\) the gradient. Four entries within 4 standard errors: false alarm at most 4 · 6.3e-5 over all seeds.
     */
    @Test
    void ofAFittedQOnlyTheVisitationIsTruncated() {
        int horizon = 5;
        ClosedLoop loop = ClosedLoop.of(system, lambda).orElseThrow();
        RealMatrix residual = loop.gradient(GainCost.of(cost)).multiply(MatrixUtils.inverse(loop.occupancy()));
        double[] truncated = new double[lambda.length];
        ClosedLoop.flatten(residual.multiply(truncatedOccupancy(lambda, horizon)), truncated);
        SummaryStatistics[] entries = sample(EXACT_FEATURES, horizon, 400, 100);
        for (int i = 0; i < entries.length; i++) {
            assertEquals(truncated[i], entries[i].getMean(), 4 * standardError(entries[i]), "entry " + i);
        }
    }

    /** Ratios of variances from 200 repetitions have a relative deviation of at most 0.2: 1.6 is three of them above 1. */
    @Test
    void theBaselineReducesTheVarianceAndTheFittedQMore() {
        double none = totalVariance(sample(RETURNS, 20, 100, 200));
        double baseline = totalVariance(sample(BASELINE, 20, 100, 200));
        double fitted = totalVariance(sample(EXACT_FEATURES, 20, 100, 200));
        assertTrue(none > 1.6 * baseline, none + " " + baseline);
        assertTrue(baseline > 1.6 * fitted, baseline + " " + fitted);
    }

    /** At H = 60 the horizon's bias is 1e-6. More samples do not help: four times as many leave the mean 10 errors away. */
    @Test
    void poorFeaturesLeaveABiasThatSamplesDoNotReduce() {
        double[] exact = new double[lambda.length];
        problem.truth().functions().lowerGradient(phi, lambda, new double[2], exact);
        for (long size : new long[] {100, 400}) {
            SummaryStatistics[] entries = sample(POOR_FEATURES, 60, size, 60);
            double farthest = 0;
            for (int i = 0; i < entries.length; i++) {
                farthest = Math.max(farthest, Math.abs(entries[i].getMean() - exact[i]) / standardError(entries[i]));
            }
            assertTrue(farthest > 10, size + ": " + farthest);
        }
    }

    /** The sweeps contract towards the solution by least squares: after 20 000 of them rounding is left, after 10 much. */
    @ParameterizedTest
    @EnumSource(Features.class)
    void temporalDifferencesConvergeToLeastSquares(Features features) {
        Batch batch = new Batch(50, seeds.child("convergence").stream());
        double[] limit = estimate(new LeastSquaresCritic(features), 10, batch);
        double before = distance(limit, estimate(new TemporalDifferenceCritic(0.2, 10, features), 10, batch));
        assertTrue(before > 1e-2);
        double middle = distance(limit, estimate(new TemporalDifferenceCritic(0.2, 1000, features), 10, batch));
        assertTrue(middle < before);
        assertEquals(
                0, distance(limit, estimate(new TemporalDifferenceCritic(0.2, 20_000, features), 10, batch)), 1e-6);
    }

    private static double distance(double[] x, double[] y) {
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
            sum += (x[i] - y[i]) * (x[i] - y[i]);
        }
        return Math.sqrt(sum);
    }

    /** With trajectories all estimators draw the same; what they factor is their own. */
    @Test
    void theLedgerHasTheLinearSolvesOfEveryEstimator() {
        assertEquals(1, solves(EXACT_FEATURES));
        assertEquals(1, solves(POOR_FEATURES));
        assertEquals(0, solves(new TemporalDifferenceCritic(0.1, 5)));
        assertEquals(0, solves(RETURNS));
        assertEquals(1, solves(BASELINE));
    }

    private long solves(QFunctionEstimator estimator) {
        Ledger ledger = new Ledger();
        FirstOrderOracle oracle = problem.trajectories(6, estimator).firstOrder(ledger);
        Batch batch = oracle.draw(9, seeds.child("ledger").stream());
        oracle.lower(batch, phi, lambda, new double[2], new double[4]);
        oracle.upper(batch, phi, lambda, new double[2], new double[4]);
        assertEquals(9, ledger.counts().samples());
        assertEquals(54, ledger.counts().of(Draw.TRANSITION));
        return ledger.counts().of(Draw.LINEAR_SOLVE);
    }

    /** One transition determines neither a Q-function nor a baseline. */
    @Test
    void whatTheDataDoNotDetermineIsNotANumber() {
        for (QFunctionEstimator estimator : new QFunctionEstimator[] {EXACT_FEATURES, BASELINE}) {
            double[] gradient = estimate(estimator, 1, new Batch(1, seeds.child("one").stream()));
            assertTrue(Arrays.stream(gradient).allMatch(Double::isNaN), estimator.toString());
            double[] inPhi = new double[2];
            problem.trajectories(1, estimator)
                    .firstOrder(new Ledger())
                    .lower(new Batch(1, seeds.child("one").stream()), phi, lambda, inPhi, gradient);
            // The gradient in φ needs no Q-function, but where stability could be seen it must be.
            assertEquals(estimator == BASELINE, Double.isFinite(inPhi[0]), estimator.toString());
        }
        assertTrue(Double.isFinite(estimate(RETURNS, 1, new Batch(1, seeds.child("one").stream()))[0]));
    }

    /**
     * On one batch an estimate by scores or by a critic is a smooth field and no gradient: at the best gain of the cost its
     * Jacobian is not symmetric, nor are its cross derivatives transposes. The exact gradient's are, to what differences of
     * step 1e-5 leave of numbers of order 10.
     */
    @Test
    void estimatesOfOneBatchAreNoGradient() {
        double[] best = problem.truth().lowerSolution(phi);
        assertEquals(0, asymmetry(problem.oracles(NoiseModel.NONE).firstOrder(new Ledger()), best)[0], 1e-6);
        assertEquals(0, asymmetry(problem.oracles(NoiseModel.NONE).firstOrder(new Ledger()), best)[1], 1e-6);
        for (QFunctionEstimator estimator : new QFunctionEstimator[] {EXACT_FEATURES, RETURNS}) {
            double[] asymmetry = asymmetry(problem.trajectories(15, estimator).firstOrder(new Ledger()), best);
            assertTrue(asymmetry[0] > 1e-2, estimator + ": " + asymmetry[0]);
            assertTrue(asymmetry[1] > 1e-2, estimator + ": " + asymmetry[1]);
        }
    }

    /** \(\|J - J^\top\|/\|J + J^\top\|\) and \(\|\partial_\varphi g_\lambda - (\partial_\lambda g_\varphi)^\top\|/\|\partial_\lambda g_\varphi\|\). */
    private double[] asymmetry(FirstOrderOracle oracle, double[] at) {
        Batch batch = new Batch(80, seeds.child("field").stream());
        RealMatrix inLambda = jacobian(oracle, batch, phi, at, false);
        RealMatrix inPhi = jacobian(oracle, batch, phi, at, true);
        int p = phi.length;
        int d = at.length;
        RealMatrix curvature = inLambda.getSubMatrix(p, p + d - 1, 0, d - 1);
        RealMatrix ofPhi = inLambda.getSubMatrix(0, p - 1, 0, d - 1);
        RealMatrix ofLambda = inPhi.getSubMatrix(p, p + d - 1, 0, p - 1);
        return new double[] {
            curvature.subtract(curvature.transpose()).getFrobeniusNorm()
                    / curvature.add(curvature.transpose()).getFrobeniusNorm(),
            ofLambda.subtract(ofPhi.transpose()).getFrobeniusNorm() / ofPhi.getFrobeniusNorm()
        };
    }

    /** Central differences of both gradients of g, a column for each variable. */
    private static RealMatrix jacobian(
            FirstOrderOracle oracle, Batch batch, double[] phi, double[] lambda, boolean isInPhi) {
        double h = 1e-5;
        int columns = isInPhi ? phi.length : lambda.length;
        RealMatrix jacobian = MatrixUtils.createRealMatrix(phi.length + lambda.length, columns);
        for (int j = 0; j < columns; j++) {
            for (double sign : new double[] {1, -1}) {
                double[] shiftedPhi = phi.clone();
                double[] shiftedLambda = lambda.clone();
                (isInPhi ? shiftedPhi : shiftedLambda)[j] += sign * h;
                double[] ofPhi = new double[phi.length];
                double[] ofLambda = new double[lambda.length];
                oracle.lower(batch, shiftedPhi, shiftedLambda, ofPhi, ofLambda);
                for (int i = 0; i < jacobian.getRowDimension(); i++) {
                    double value = i < phi.length ? ofPhi[i] : ofLambda[i - phi.length];
                    jacobian.addToEntry(i, j, sign * value / (2 * h));
                }
            }
        }
        return jacobian;
    }

    /**
     * Short trajectories of a loop that grows before it decays: the scaled system of the critic has an eigenvalue with a
     * negative real part, and sweeps diverge for every step, be they few or many. Least squares does not mind.
     */
    @Test
    void sweepsThatCannotConvergeAreNotANumber() {
        LqrSystem growing = new LqrSystem(
                MatrixUtils.createRealMatrix(new double[][] {{0.79, 2.17}, {0, 0.79}}),
                MatrixUtils.createRealMatrix(new double[][] {{0}, {1}}),
                MatrixUtils.createRealIdentityMatrix(2),
                MatrixUtils.createRealIdentityMatrix(2),
                0.9,
                0.3);
        double[] open = {0, 0};
        for (int horizon : new int[] {1, 3}) {
            Batch batch = new Batch(300, seeds.child("growing").stream());
            for (double step : new double[] {1e-3, 0.1}) {
                for (int sweeps : new int[] {1, 1000}) {
                    double[] swept =
                            gradient(growing, new TemporalDifferenceCritic(step, sweeps), horizon, batch, open);
                    assertTrue(Arrays.stream(swept).allMatch(Double::isNaN), Arrays.toString(swept));
                }
            }
            double[] solved = gradient(growing, EXACT_FEATURES, horizon, batch, open);
            assertEquals(horizon > 1, Double.isFinite(solved[0]));
        }
        double[] longer =
                gradient(growing, new TemporalDifferenceCritic(0.01, 10), 60, new Batch(300, seeds.stream()), open);
        assertTrue(Arrays.stream(longer).allMatch(Double::isFinite));
    }

    private static double[] gradient(
            LqrSystem system, QFunctionEstimator estimator, int horizon, Batch batch, double[] gain) {
        LinearGaussianPolicy policy = new LinearGaussianPolicy(system.states(), gain, system.exploration());
        QFunctionEstimator.Estimation estimation = estimator.begin(policy, system.gamma());
        new LinearGaussianEnvironment(system, new Ledger()).rollOut(batch, policy, horizon, estimation);
        estimation.finish();
        double[] gradient = new double[gain.length];
        QuadraticCost unit = new QuadraticCost(
                MatrixUtils.createRealIdentityMatrix(system.states()),
                MatrixUtils.createRealIdentityMatrix(system.inputs()));
        if (estimation.isUsable()) {
            estimation.gradient(unit, (double) batch.size(), gradient);
        } else {
            Arrays.fill(gradient, Double.NaN);
        }
        return gradient;
    }

    @Test
    void stepsAndSweepsOutOfRangeAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> new TemporalDifferenceCritic(0, 1));
        assertThrows(IllegalArgumentException.class, () -> new TemporalDifferenceCritic(Double.NaN, 1));
        assertThrows(IllegalArgumentException.class, () -> new TemporalDifferenceCritic(0.1, 0));
    }
}
