package org.plumbline.sampling;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.RealVector;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.plumbline.random.RandomStream;
import org.plumbline.sampling.LeastSquaresCritic.Features;

/**
 * Critics of tasks that end, on data without an environment: whatever the observations are, costs
 * \(c_t = Q_t - \gamma\bar Q_{t+1}\) of a known Q-function satisfy its Bellman equation at every step, so that temporal
 * differences must find it where the features contain it. Features are written down a second time here.
 */
class EpisodicCriticTest {
    private static final double DISCOUNT = 0.9;
    private static final int OBSERVATIONS = 3;
    private static final int ACTIONS = 2;

    /** Observations and noises of n trajectories of H steps, and two kinds of cost that are not filled in. */
    private static Episodes data(int trajectories, int horizon) {
        RandomStream stream = new RandomStream(91);
        int columns = trajectories * horizon;
        double[][] observation = new double[OBSERVATIONS][columns];
        double[][] noise = new double[ACTIONS][columns];
        for (int k = 0; k < columns; k++) {
            for (double[] row : observation) {
                row[k] = 0.3 + stream.gaussian();
            }
            for (double[] row : noise) {
                row[k] = stream.gaussian();
            }
        }
        return new Episodes(trajectories, horizon, DISCOUNT, observation, noise, new double[2][columns]);
    }

    /** Those of a value, then those of an advantage, in an order of their own. */
    private static double[] features(Episodes data, int t, int k, boolean rich, boolean values) {
        int column = t * data.trajectories() + k;
        double toGo = 0;
        for (int step = t; step < data.horizon(); step++) {
            toGo += Math.pow(DISCOUNT, step - t);
        }
        RealVector all = new ArrayRealVector();
        for (double time : rich ? new double[] {toGo, toGo * toGo} : new double[] {toGo}) {
            RealVector o = new ArrayRealVector(new double[] {1});
            for (double[] row : data.observation()) {
                o = o.append(row[column]);
            }
            if (values) {
                all = all.append(o.mapMultiply(time));
                for (int i = 1; rich && i <= OBSERVATIONS; i++) {
                    for (int j = 1; j <= i; j++) {
                        all = all.append(time * o.getEntry(i) * o.getEntry(j));
                    }
                }
            } else {
                for (double[] row : data.noise()) {
                    all = all.append((rich ? o : o.getSubVector(0, 1)).mapMultiply(time * row[column]));
                }
            }
        }
        return all.toArray();
    }

    private static double dot(double[] x, double[] y) {
        return new ArrayRealVector(x, false).dotProduct(new ArrayRealVector(y, false));
    }

    private static double[] random(int length, RandomStream stream) {
        double[] x = new double[length];
        Arrays.setAll(x, i -> stream.gaussian());
        return x;
    }

    /** Fills in costs of Q-functions with the rich features; gives their advantages. */
    private static double[][] fillIn(Episodes data) {
        RandomStream stream = new RandomStream(92);
        double[][] advantage = new double[2][data.cost()[0].length];
        for (int r = 0; r < 2; r++) {
            double[] ofValues = random(features(data, 0, 0, true, true).length, stream);
            double[] ofSlopes = random(features(data, 0, 0, true, false).length, stream);
            for (int k = 0; k < data.trajectories(); k++) {
                for (int t = 0; t < data.horizon(); t++) {
                    int column = t * data.trajectories() + k;
                    advantage[r][column] = dot(ofSlopes, features(data, t, k, true, false));
                    double next = t + 1 == data.horizon() ? 0 : dot(ofValues, features(data, t + 1, k, true, true));
                    data.cost()[r][column] =
                            dot(ofValues, features(data, t, k, true, true)) + advantage[r][column] - DISCOUNT * next;
                }
            }
        }
        return advantage;
    }

    /** More trajectories than a block, fewer, and a rest; rounding and ridge of 1e-9 leave about 1e-7. */
    @ParameterizedTest
    @CsvSource({"150, 3", "10, 12", "64, 2"})
    void aQFunctionInTheFeaturesIsFound(int trajectories, int horizon) {
        Episodes data = data(trajectories, horizon);
        double[][] expected = fillIn(data);
        double[][] found = new double[2][expected[0].length];
        assertEquals(1, new LeastSquaresCritic(Features.COMPLETE).advantages(data, found));
        for (int r = 0; r < 2; r++) {
            assertArrayEquals(expected[r], found[r], 1e-5);
        }
        new LeastSquaresCritic(Features.POOR).advantages(data, found);
        double off = new ArrayRealVector(expected[0]).getDistance(new ArrayRealVector(found[0]));
        assertTrue(off > 0.3 * new ArrayRealVector(expected[0]).getNorm(), "poor features miss it: " + off);
    }

    /** K steps of expected TD(0), trajectory by trajectory, in features scaled to unit mean square. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void sweepsAreThoseOfTemporalDifferences(boolean rich) {
        Episodes data = data(20, 4);
        fillIn(data);
        int values = features(data, 0, 0, rich, true).length;
        int size = values + features(data, 0, 0, rich, false).length;
        RealMatrix system = new Array2DRowRealMatrix(size, size);
        RealVector side = new ArrayRealVector(size);
        RealVector squares = new ArrayRealVector(size);
        for (int k = 0; k < 20; k++) {
            for (int t = 0; t < 4; t++) {
                RealVector psi = psi(data, t, k, rich);
                RealVector next = new ArrayRealVector(size);
                if (t < 3) {
                    next.setSubVector(0, new ArrayRealVector(features(data, t + 1, k, rich, true)));
                }
                system = system.add(psi.outerProduct(psi.subtract(next.mapMultiply(DISCOUNT))));
                side = side.add(psi.mapMultiply(data.cost()[1][t * 20 + k]));
                squares = squares.add(psi.ebeMultiply(psi));
            }
        }
        RealVector theta = new ArrayRealVector(size);
        for (int sweep = 0; sweep < 7; sweep++) {
            theta = theta.add(
                    side.subtract(system.operate(theta)).ebeDivide(squares).mapMultiply(0.05));
        }
        double[][] found = new double[2][80];
        assertEquals(
                0,
                new TemporalDifferenceCritic(0.05, 7, rich ? Features.COMPLETE : Features.POOR)
                        .advantages(data, found));
        double[] slopes = theta.getSubVector(values, size - values).toArray();
        for (int k = 0; k < 20; k++) {
            for (int t = 0; t < 4; t++) {
                assertEquals(dot(slopes, features(data, t, k, rich, false)), found[1][t * 20 + k], 1e-6);
            }
        }
    }

    private static RealVector psi(Episodes data, int t, int k, boolean rich) {
        return new ArrayRealVector(features(data, t, k, rich, true))
                .append(new ArrayRealVector(features(data, t, k, rich, false)));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatIsNotFiniteDeterminesNothing(boolean ofCost) {
        Episodes data = data(20, 4);
        fillIn(data);
        (ofCost ? data.cost() : data.observation())[0][5] = Double.POSITIVE_INFINITY;
        double[][] found = new double[2][80];
        new LeastSquaresCritic(Features.COMPLETE).advantages(data, found);
        assertTrue(Double.isNaN(found[0][0]));
        assertEquals(!ofCost, Double.isNaN(found[1][0]));
    }

    /** At the end of a trajectory of one step there is nothing but its cost; a feature that is always 0 is left out. */
    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void aFeatureThatVanishesIsLeftOut(int horizon) {
        Episodes data = data(40, horizon);
        Arrays.fill(data.observation()[2], 0);
        double[][] expected = fillIn(data);
        double[][] found = new double[2][expected[0].length];
        new LeastSquaresCritic(Features.COMPLETE).advantages(data, found);
        assertArrayEquals(expected[0], found[0], 1e-5);
    }
}
