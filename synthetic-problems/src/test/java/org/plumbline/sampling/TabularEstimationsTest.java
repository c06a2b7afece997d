package org.plumbline.sampling;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.linear.RealMatrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.plumbline.oracle.Paths;
import org.plumbline.oracle.SoftmaxPolicy;
import org.plumbline.sampling.LeastSquaresCritic.Features;

class TabularEstimationsTest {
    private static final double[] LAMBDA = {0.3, -0.5, 0.9, 0.1};
    private static final SoftmaxPolicy POLICY = SoftmaxPolicy.of(LAMBDA, AllPaths.ACTIONS);
    private static final SoftmaxPolicy OTHER = SoftmaxPolicy.of(new double[] {-0.2, 0.4, 0.2, 0.6}, AllPaths.ACTIONS);
    private static final double[] ONES = {1, 1, 1, 1};

    /** Estimators whose sums depend on who acts beyond the visits. */
    private static final List<QFunctionEstimator> WEIGHTED = List.of(
            new MonteCarloReturns(false),
            new MonteCarloReturns(true),
            new LeastSquaresCritic(Features.POOR),
            new LeastSquaresCritic(Features.COMPLETE));

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
    @ParameterizedTest
    @EnumSource(Features.class)
    void sweepsTendToTheLeastSquaresSolution(Features features) {
        // Additive features overlap, so that a step of 1 is too long for them.
        double step = features == Features.COMPLETE ? 1 : 0.3;
        TabularEstimation solved = begin(new LeastSquaresCritic(features));
        TabularEstimation swept = begin(new TemporalDifferenceCritic(step, 4000, features));
        TabularEstimation begun = begin(new TemporalDifferenceCritic(step, 1, features));
        for (TabularEstimation each : new TabularEstimation[] {solved, swept, begun}) {
            each.add(PATHS, ONES);
        }
        double[] expected = logitGradient(solved);
        assertArrayEquals(expected, logitGradient(swept), 1e-12);
        assertFalse(distance(expected, logitGradient(begun)) < 1e-2);
    }

    /**
     * Trajectories of another policy, each as often as it is probable and with its ratios, give the sums of the policy's own:
     * a baseline, or a fit, depends on sums whose means are the same. Rounding the numbers of 128 trajectories to 1e-6 of the
     * whole leaves 1e-4; what the visits alone would make right (a baseline with visits that are not weighted, say) is far
     * beyond that, as {@link #withoutRatiosTheSumsAreOthers} has it.
     */
    @Test
    void ratiosGiveTheSumsOfThePolicy() {
        for (QFunctionEstimator estimator : WEIGHTED) {
            double[] own = sums(estimator, POLICY, AllPaths.ratios(POLICY, POLICY));
            assertArrayEquals(own, sums(estimator, OTHER, AllPaths.ratios(POLICY, OTHER)), 1e-4, estimator.toString());
        }
    }

    @Test
    void withoutRatiosTheSumsAreOthers() {
        for (QFunctionEstimator estimator : WEIGHTED) {
            double[] own = sums(estimator, POLICY, ONES);
            assertTrue(distance(own, sums(estimator, OTHER, ONES)) > 1e-2, estimator.toString());
        }
    }

    /** The limit of the poor critic by its own equations: expected numbers by going forward in time, additive features. */
    @Test
    void poorFeaturesHaveTheirClosedForm() {
        double[] expected = additiveGradient(3);
        assertArrayEquals(expected, gradient(sums(new LeastSquaresCritic(Features.POOR), POLICY, ONES)), 1e-4);
        assertArrayEquals(
                expected,
                gradient(sums(new LeastSquaresCritic(Features.POOR), OTHER, AllPaths.ratios(POLICY, OTHER))),
                1e-4);
    }

    /** Transitions do not depend on who acts: a fit with all features takes their numbers as they are. */
    @Test
    void aFeatureForEveryPairNeedsNoRatios() {
        double[] ratios = AllPaths.ratios(POLICY, OTHER);
        for (QFunctionEstimator estimator :
                new QFunctionEstimator[] {new LeastSquaresCritic(Features.COMPLETE), new TemporalDifferenceCritic(1, 40)
                }) {
            TabularEstimation unweighted = begin(estimator);
            unweighted.add(PATHS, ONES);
            TabularEstimation weighted = begin(estimator);
            weighted.add(PATHS, ratios);
            double[] advantages = advantages(unweighted);
            assertArrayEquals(advantages, advantages(weighted), 1e-13);
        }
    }

    /** What is gained at each pair, per visit. */
    private static double[] advantages(TabularEstimation estimation) {
        double[] result = new double[4];
        estimation.finish();
        estimation.advantageSums(AllPaths.regularised(POLICY), result);
        Arrays.setAll(result, pair -> result[pair] / estimation.visits()[pair]);
        return result;
    }

    private static double[] gradient(double[] sums) {
        double[] gradient = new double[4];
        LogitGradients.of(POLICY, AllPaths.ACTIONS, sums, 1, gradient);
        return gradient;
    }

    /** Sums over all trajectories of three steps, each as often as it is probable under who acts. */
    private static double[] sums(QFunctionEstimator estimator, SoftmaxPolicy behaviour, double[] ratios) {
        double copies = 1e6;
        TabularEstimation estimation = begin(estimator);
        for (AllPaths.Weighted each : AllPaths.of(3)) {
            for (long copy = Math.round(copies * each.probability(behaviour)); copy > 0; copy--) {
                estimation.add(each.path(), ratios);
            }
        }
        estimation.finish();
        double[] sums = new double[4];
        estimation.advantageSums(AllPaths.regularised(POLICY), sums);
        Arrays.setAll(sums, i -> sums[i] / copies);
        return sums;
    }

    /** \(\hat Q = v(s) + q(1)1\{a=1\}\) from expected visits: \(F^\top D(I - \gamma P\Pi)F\theta = F^\top Dr\). */
    private static double[] additiveGradient(int horizon) {
        double[][] features = {{1, 0, 0}, {1, 0, 1}, {0, 1, 0}, {0, 1, 1}};
        double[] numbers = new double[4];
        double[] visits = new double[4];
        double[] distribution = AllPaths.INITIAL.clone();
        for (int t = 0; t < horizon; t++) {
            double[] after = new double[2];
            for (int pair = 0; pair < 4; pair++) {
                double mass = distribution[pair / 2] * POLICY.probability(pair);
                numbers[pair] += mass;
                visits[pair] += Math.pow(AllPaths.GAMMA, t) * mass;
                after[0] += mass * AllPaths.NEXT[pair][0];
                after[1] += mass * AllPaths.NEXT[pair][1];
            }
            distribution = after;
        }
        RealMatrix system = new Array2DRowRealMatrix(3, 3);
        double[] side = new double[3];
        double[] reward = AllPaths.regularised(POLICY);
        for (int pair = 0; pair < 4; pair++) {
            for (int i = 0; i < 3; i++) {
                side[i] += features[pair][i] * numbers[pair] * reward[pair];
                for (int j = 0; j < 3; j++) {
                    double ahead = 0;
                    for (int next = 0; next < 4; next++) {
                        ahead += AllPaths.NEXT[pair][next / 2] * POLICY.probability(next) * features[next][j];
                    }
                    system.addToEntry(
                            i, j, features[pair][i] * numbers[pair] * (features[pair][j] - AllPaths.GAMMA * ahead));
                }
            }
        }
        RealMatrix theta = new Array2DRowRealMatrix(new LUDecomposition(system)
                .getSolver()
                .solve(new ArrayRealVector(side))
                .toArray());
        double[] sums = new double[4];
        for (int pair = 0; pair < 4; pair++) {
            sums[pair] = visits[pair] * new ArrayRealVector(features[pair]).dotProduct(theta.getColumnVector(0));
        }
        return gradient(sums);
    }
}
