package org.plumbline.problem.preference;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.apache.commons.math3.linear.RealMatrix;
import org.junit.jupiter.api.Test;
import org.plumbline.numeric.RefusedException;
import org.plumbline.oracle.SoftmaxPolicy;
import org.plumbline.problem.Differences;
import org.plumbline.problem.mdp.FiniteMdp;
import org.plumbline.problem.mdp.RewardModel;
import org.plumbline.random.RandomStream;

/** Sums over visits are sums over trajectories, and those are expectations. */
class EnumerationTest {
    private static final int STATES = 3;
    private static final int ACTIONS = 2;
    private static final double[] PHI = {0.7, -0.2};

    private final RandomStream stream = new RandomStream(20251122);
    private final FiniteMdp mdp = mdp();
    private final RewardModel rewards = rewards();
    private final double[][] truth = rows(2);

    private FiniteMdp mdp() {
        double[][][] transitions = new double[STATES][ACTIONS][];
        for (double[][] rows : transitions) {
            Arrays.setAll(rows, a -> distribution(STATES));
        }
        return new FiniteMdp(transitions, distribution(STATES), 0.9);
    }

    private double[] distribution(int length) {
        double[] weights = new double[length];
        Arrays.setAll(weights, i -> stream.uniform(0.1, 1));
        double sum = Arrays.stream(weights).sum();
        return Arrays.stream(weights).map(x -> x / sum).toArray();
    }

    private RewardModel rewards() {
        double[][][] features = new double[STATES][][];
        Arrays.setAll(features, s -> rows(ACTIONS, 1));
        return new RewardModel(rows(1), features);
    }

    private double[][] rows(double size) {
        return rows(STATES, size);
    }

    private double[][] rows(int count, double size) {
        double[][] rows = new double[count][2];
        for (double[] row : rows) {
            Arrays.setAll(row, i -> stream.uniform(-size, size));
        }
        return rows;
    }

    private double[] logits() {
        double[] lambda = new double[STATES * ACTIONS];
        stream.fillGaussian(lambda);
        return lambda;
    }

    private static double[] flat(double[][] rows) {
        return Arrays.stream(rows).flatMapToDouble(Arrays::stream).toArray();
    }

    /** Sums of up to 1296² terms that total about 1: rounding of 1e-13 at most. */
    @Test
    void theLossAndItsGradientAreThoseOfTheSlowEnumeration() {
        for (int horizon = 1; horizon <= 4; horizon++) {
            double[] lambda = logits();
            double[] policy = SoftmaxPolicy.of(lambda, ACTIONS).probabilities();
            SlowEnumeration slow = new SlowEnumeration(mdp, horizon, policy, rewards.at(PHI), flat(truth));
            assertEquals((int) Math.pow(STATES * ACTIONS, horizon), slow.size());
            PairLossSlice slice = MdpPairs.current(mdp, rewards, truth, horizon).at(PHI);
            assertEquals(slow.loss(), slice.value(lambda), 1e-12);
            double[] gradient = new double[lambda.length];
            slice.gradientLambda(lambda, gradient);
            for (int pair : horizon == 4 ? new int[] {1} : new int[] {0, 1, 2, 3, 4, 5}) {
                assertEquals(slow.gradient(pair), gradient[pair], 1e-12);
            }
        }
    }

    /** C(6 + H − 1, H) multisets of H of the six pairs. */
    @Test
    void probabilitiesSumToOneOverTheMultisetsOfPairs() {
        int[] sizes = {6, 21, 56, 126};
        for (int horizon = 1; horizon <= 4; horizon++) {
            VisitTable table = VisitTable.of(mdp, horizon);
            double[] policy = SoftmaxPolicy.of(logits(), ACTIONS).probabilities();
            assertEquals(sizes[horizon - 1], table.size());
            assertEquals(1, Arrays.stream(table.probabilities(policy)).sum(), 1e-14);
        }
    }

    /**
     * 40,000 simulated pairs; f and each of the six derivatives, as averages of the score-function form, lie within four
     * standard errors: a false alarm has probability 7 · 6e-5 = 4e-4 over seeds; this one is fixed.
     */
    @Test
    void theLossAndItsGradientAreMeansOverSimulatedPairs() {
        int horizon = 3;
        double[] lambda = logits();
        double[] policy = SoftmaxPolicy.of(lambda, ACTIONS).probabilities();
        int count = 40_000;
        double[][] samples = new double[7][count];
        for (int k = 0; k < count; k++) {
            double[] score = new double[6];
            double z = 0;
            double y = 0;
            for (int sign = 1; sign >= -1; sign -= 2) {
                int s = draw(mdp.initial());
                for (int t = 0; t < horizon; t++) {
                    int pair = 2 * s + draw(new double[] {policy[2 * s], policy[2 * s + 1]});
                    score[2 * s] -= policy[2 * s];
                    score[2 * s + 1] -= policy[2 * s + 1];
                    score[pair] += 1;
                    z += sign * rewards.at(PHI)[pair];
                    y += sign * truth[pair / 2][pair % 2];
                    s = draw(mdp.transitions()[s][pair % 2]);
                }
            }
            double loss = BradleyTerry.loss(z, y);
            samples[6][k] = loss;
            for (int pair = 0; pair < 6; pair++) {
                samples[pair][k] = loss * score[pair];
            }
        }
        PairLossSlice slice = MdpPairs.current(mdp, rewards, truth, horizon).at(PHI);
        double[] exact = new double[6];
        slice.gradientLambda(lambda, exact);
        for (int i = 0; i < 7; i++) {
            double expected = i == 6 ? slice.value(lambda) : exact[i];
            double mean = Arrays.stream(samples[i]).average().orElseThrow();
            double variance =
                    Arrays.stream(samples[i]).map(x -> (x - mean) * (x - mean)).sum() / (count - 1);
            assertEquals(expected, mean, 4 * Math.sqrt(variance / count));
        }
    }

    private int draw(double[] distribution) {
        double left = stream.uniform();
        int i = 0;
        while (i < distribution.length - 1 && left >= distribution[i]) {
            left -= distribution[i++];
        }
        return i;
    }

    /** Five-point differences of gradients are accurate to 1e-11 here. */
    @Test
    void theHessianIsTheDerivativeOfTheGradient() {
        PairLossSlice slice = MdpPairs.current(mdp, rewards, truth, 3).at(PHI);
        double[] lambda = logits();
        RealMatrix hessian = slice.hessian(lambda);
        for (int j = 0; j < lambda.length; j++) {
            int column = j;
            double[] expected = Differences.ofCurve(
                    t -> {
                        double[] x = lambda.clone();
                        x[column] += t;
                        double[] gradient = new double[x.length];
                        slice.gradientLambda(x, gradient);
                        return gradient;
                    },
                    1e-3);
            assertArrayEquals(expected, hessian.getColumn(j), 1e-10);
        }
    }

    /** 20 pairs have C(23, 4) = 8855 multisets of four. */
    @Test
    void whatIsTooManyIsRefusedBeforeItIsMade() {
        double[][][] transitions = new double[10][2][10];
        double[] uniform = new double[10];
        Arrays.fill(uniform, 0.1);
        for (double[][] rows : transitions) {
            Arrays.fill(rows, uniform);
        }
        FiniteMdp large = new FiniteMdp(transitions, uniform, 0.9);
        String message = assertThrows(RefusedException.class, () -> VisitTable.of(large, 4))
                .getMessage();
        assertTrue(message.contains("2000") && message.contains("Maybe"), message);
        assertEquals(1540, VisitTable.of(large, 3).size());
    }
}
