package org.plumbline.sampling;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.plumbline.random.RandomStream;

class CrossFittedBaselineTest {
    private static final int TRAJECTORIES = 6;
    private static final int HORIZON = 8;
    private static final double DISCOUNT = 0.9;

    private final CrossFittedBaseline baseline = new CrossFittedBaseline(TRAJECTORIES, HORIZON, DISCOUNT, 2);
    private final double[][] observation = {normal(1), normal(2)};

    private static double[] normal(long seed) {
        double[] x = new double[TRAJECTORIES * HORIZON];
        new RandomStream(seed).fillGaussian(x);
        return x;
    }

    /** The ridge of 1e-6 leaves that share of returns near 10, times the condition of a system from 24 rows, some hundreds. */
    @Test
    void whatIsLinearInTheFeaturesIsSubtracted() {
        double[] returns = new double[TRAJECTORIES * HORIZON];
        for (int column = 0; column < returns.length; column++) {
            double toGo = 0;
            for (int t = column / TRAJECTORIES; t < HORIZON; t++) {
                toGo += Math.pow(DISCOUNT, t - column / TRAJECTORIES);
            }
            double o = observation[0][column];
            returns[column] = toGo * (2 - o + 0.5 * o * o + 3 * observation[1][column]);
        }
        assertEquals(2, baseline.subtract(observation, new double[][] {returns}));
        for (double rest : returns) {
            assertEquals(0, rest, 5e-3);
        }
    }

    /** The absence of bias rests on this: what is subtracted from a trajectory does not depend on its own half. */
    @Test
    void theBaselineOfATrajectoryIsFittedToTheOtherHalf() {
        double[] plain = normal(3);
        double[] changed = plain.clone();
        for (int column = 0; column < changed.length; column += 2) {
            changed[column] += 100;
        }
        baseline.subtract(observation, new double[][] {plain});
        baseline.subtract(observation, new double[][] {changed});
        boolean oddMoved = false;
        for (int column = 0; column < changed.length; column++) {
            if (column % 2 == 0) {
                assertEquals(plain[column] + 100, changed[column], 1e-9);
            } else {
                oddMoved |= Math.abs(changed[column] - plain[column]) > 1;
            }
        }
        assertTrue(oddMoved, "the other half must see the change, or nothing was fitted");
    }

    @Test
    void whatIsNotFiniteBecomesNaN() {
        double[] returns = normal(4);
        returns[0] = Double.POSITIVE_INFINITY;
        baseline.subtract(observation, new double[][] {returns});
        assertTrue(Double.isNaN(returns[1]));
    }

    @Test
    void oneTrajectoryHasNoOtherHalf() {
        assertThrows(IllegalArgumentException.class, () -> new CrossFittedBaseline(1, HORIZON, DISCOUNT, 2));
    }
}
