package org.plumbline.sampling;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.linear.RealMatrix;
import org.junit.jupiter.api.Test;
import org.plumbline.oracle.Paths;
import org.plumbline.oracle.SoftmaxPolicy;
import org.plumbline.sampling.LeastSquaresCritic.Features;

class TabularEstimationsTest {
    private static final double[] LAMBDA = {0.3, -0.5, 0.9, 0.1};
    private static final SoftmaxPolicy POLICY = SoftmaxPolicy.of(LAMBDA, AllPaths.ACTIONS);
    private static final SoftmaxPolicy OTHER = SoftmaxPolicy.of(new double[] {-0.2, 0.4, 0.2, 0.6}, AllPaths.ACTIONS);
    private static final double[] ONES = {1, 1, 1, 1};

    /** Four trajectories of three steps in which every pair is visited. */
    private static final Paths PATHS =
            new Paths(4, 3, new int[] {0, 1, 2, 3, 2, 0, 1, 3, 3, 2, 1, 1}, new int[] {1, 0, 0, 1});

    private static TabularEstimation begin(QFunctionEstimator estimator) {
        return estimator.begin(POLICY, AllPaths.STATES, AllPaths.ACTIONS, AllPaths.GAMMA);
    }

    private static double[] logitGradient(TabularEstimation estimation) {
        double[] sums = new double[4];
        double[] gradient = new double[4];
        estimation.finish();
        assertTrue(estimation.isUsable());
        estimation.advantageSums(AllPaths.regularised(POLICY), sums);
        LogitGradients.of(POLICY, AllPaths.ACTIONS, sums, 1, gradient);
        return gradient;
    }

    /** The mean of the estimate over all 512 trajectories is a derivative; differences of step 1e-5 leave about 1e-10. */
    @Test
    void meanOfReturnsIsTheGradientOfTheTruncatedValue() {
        int horizon = 4;
        assertArrayEquals(AllPaths.gradient(LAMBDA, horizon), mean(POLICY, horizon), 1e-9);
    }

    /** Trajectories of another policy give the same mean; without their ratios they would not. */
    @Test
    void ratiosLeaveTheMeanOfReturns() {
        int horizon = 4;
        assertArrayEquals(AllPaths.gradient(LAMBDA, horizon), mean(OTHER, horizon), 1e-9);
        TabularEstimation unweighted = begin(new MonteCarloReturns(false));
        unweighted.add(PATHS, ONES);
        TabularEstimation weighted = begin(new MonteCarloReturns(false));
        weighted.add(PATHS, AllPaths.ratios(POLICY, OTHER));
        assertTrue(Math.abs(logitGradient(unweighted)[0] - logitGradient(weighted)[0]) > 1e-2);
    }

    private static double[] mean(SoftmaxPolicy behaviour, int horizon) {
        double[] mean = new double[4];
        for (AllPaths.Weighted each : AllPaths.of(horizon)) {
            TabularEstimation estimation = begin(new MonteCarloReturns(false));
            estimation.add(each.path(), AllPaths.ratios(POLICY, behaviour));
            double[] gradient = logitGradient(estimation);
            for (int i = 0; i < mean.length; i++) {
                mean[i] += each.probability(behaviour) * gradient[i];
            }
        }
        return mean;
    }

    /** The baseline as an average over the visits of a state, one by one; 1e-13 is rounding. */
    @Test
    void baselineIsTheMeanReturnOfTheState() {
        double[] reward = AllPaths.regularised(POLICY);
        double[] sums = new double[2];
        double[] numbers = new double[2];
        double[][] returns = new double[4][3];
        for (int i = 0; i < 4; i++) {
            for (int t = 2; t >= 0; t--) {
                int pair = PATHS.pairs()[3 * i + t];
                returns[i][t] = reward[pair] + (t < 2 ? AllPaths.GAMMA * returns[i][t + 1] : 0);
                sums[pair / 2] += returns[i][t];
                numbers[pair / 2]++;
            }
        }
        double[] expected = new double[4];
        for (int i = 0; i < 4; i++) {
            for (int t = 0; t < 3; t++) {
                int pair = PATHS.pairs()[3 * i + t];
                expected[pair] += Math.pow(AllPaths.GAMMA, t) * (returns[i][t] - sums[pair / 2] / numbers[pair / 2]);
            }
        }
        TabularEstimation estimation = begin(new MonteCarloReturns(true));
        estimation.add(PATHS, ONES);
        assertEquals(0, estimation.finish());
        double[] actual = new double[4];
        estimation.advantageSums(reward, actual);
        assertArrayEquals(expected, actual, 1e-13);
    }

    /** The Q-function of the model that the counts estimate, by a system in the pairs; 1e-12 is rounding. */
    @Test
    void leastSquaresWithAllFeaturesIsTheValueInTheEstimatedModel() {
        double[] numbers = new double[4];
        RealMatrix system = new Array2DRowRealMatrix(4, 4);
        for (int i = 0; i < 4; i++) {
            for (int t = 0; t < 3; t++) {
                int pair = PATHS.pairs()[3 * i + t];
                numbers[pair]++;
            }
        }
        for (int i = 0; i < 4; i++) {
            for (int t = 0; t < 3; t++) {
                int pair = PATHS.pairs()[3 * i + t];
                int next = t < 2 ? PATHS.pairs()[3 * i + t + 1] / 2 : PATHS.last()[i];
                for (int a = 0; a < 2; a++) {
                    system.addToEntry(
                            pair, 2 * next + a, -AllPaths.GAMMA * POLICY.probability(2 * next + a) / numbers[pair]);
                }
            }
        }
        for (int pair = 0; pair < 4; pair++) {
            system.addToEntry(pair, pair, 1);
        }
        double[] reward = AllPaths.regularised(POLICY);
        double[] q = new LUDecomposition(system)
                .getSolver()
                .solve(new ArrayRealVector(reward))
                .toArray();
        TabularEstimation estimation = begin(new LeastSquaresCritic(Features.COMPLETE));
        estimation.add(PATHS, ONES);
        assertEquals(1, estimation.finish());
        double[] actual = new double[4];
        estimation.advantageSums(reward, actual);
        double[] expected = new double[4];
        for (int pair = 0; pair < 4; pair++) {
            int first = pair - pair % 2;
            double value = POLICY.probability(first) * q[first] + POLICY.probability(first + 1) * q[first + 1];
            expected[pair] = estimation.visits()[pair] * (q[pair] - value);
        }
        assertArrayEquals(expected, actual, 1e-12);
    }

    /**
     * In all trajectories, each as often as it is probable, nothing is random. All features then leave what the truncated
     * visits leave out, and no more: the numbers of copies of 128 trajectories are rounded to 1e-5 of the whole. Poor ones leave a bias of order 1.
     */
    @Test
    void poorFeaturesLeaveABiasThatDataDoNotRemove() {
        int horizon = 3;
        double[] limit = visitsTimesAdvantages(horizon);
        assertEquals(0, distance(weighted(new LeastSquaresCritic(Features.COMPLETE), horizon), limit), 1e-3);
        assertTrue(distance(weighted(new LeastSquaresCritic(Features.POOR), horizon), limit) > 0.1);
    }

    /** \(\sum_{t\lt H}\gamma^t E\,\nabla\log\pi\,Q\) with the exact Q, by values of 200 more steps. */
    private static double[] visitsTimesAdvantages(int horizon) {
        double[] reward = AllPaths.regularised(POLICY);
        double[] q = new double[4];
        for (int sweep = 0; sweep < 200; sweep++) {
            double[] better = new double[4];
            for (int pair = 0; pair < 4; pair++) {
                better[pair] = reward[pair];
                for (int next = 0; next < 4; next++) {
                    better[pair] += AllPaths.GAMMA * AllPaths.NEXT[pair][next / 2] * POLICY.probability(next) * q[next];
                }
            }
            q = better;
        }
        double[] sums = new double[4];
        for (AllPaths.Weighted each : AllPaths.of(horizon)) {
            for (int t = 0; t < horizon; t++) {
                int pair = each.path().pairs()[t];
                sums[pair] += each.probability(POLICY) * Math.pow(AllPaths.GAMMA, t) * q[pair];
            }
        }
        double[] gradient = new double[4];
        LogitGradients.of(POLICY, AllPaths.ACTIONS, sums, 1, gradient);
        return gradient;
    }

    /** An estimation of all trajectories, each as often as it is probable. */
    private static double[] weighted(QFunctionEstimator estimator, int horizon) {
        TabularEstimation estimation = begin(estimator);
        for (AllPaths.Weighted each : AllPaths.of(horizon)) {
            long copies = Math.round(1e5 * each.probability(POLICY));
            for (long copy = 0; copy < copies; copy++) {
                estimation.add(each.path(), ONES);
            }
        }
        double[] gradient = logitGradient(estimation);
        Arrays.setAll(gradient, i -> gradient[i] / 1e5);
        return gradient;
    }

    private static double distance(double[] x, double[] y) {
        return new ArrayRealVector(x).getDistance(new ArrayRealVector(y));
    }

    /** Sweeps converge to the least-squares solution, linearly; few of them are far away. */
    @Test
    void sweepsTendToTheLeastSquaresSolution() {
        TabularEstimation solved = begin(new LeastSquaresCritic(Features.COMPLETE));
        TabularEstimation swept = begin(new TemporalDifferenceCritic(1, 400));
        TabularEstimation begun = begin(new TemporalDifferenceCritic(1, 1));
        for (TabularEstimation each : new TabularEstimation[] {solved, swept, begun}) {
            each.add(PATHS, ONES);
        }
        double[] expected = logitGradient(solved);
        assertArrayEquals(expected, logitGradient(swept), 1e-12);
        assertFalse(distance(expected, logitGradient(begun)) < 1e-2);
    }

    /** Ratios enter the counts: data of another policy, weighted, are the data of this one in the mean. */
    @Test
    void weightedCountsOfAllTrajectoriesAreThoseOfThePolicy() {
        double[] own = new double[4];
        double[] weighted = new double[4];
        for (AllPaths.Weighted each : AllPaths.of(3)) {
            TabularEstimation ofOwn = begin(new LeastSquaresCritic(Features.POOR));
            ofOwn.add(each.path(), ONES);
            TabularEstimation ofOther = begin(new LeastSquaresCritic(Features.POOR));
            ofOther.add(each.path(), AllPaths.ratios(POLICY, OTHER));
            for (int i = 0; i < 4; i++) {
                own[i] += each.probability(POLICY) * ofOwn.visits()[i];
                weighted[i] += each.probability(OTHER) * ofOther.visits()[i];
            }
        }
        assertArrayEquals(own, weighted, 1e-13);
    }
}
