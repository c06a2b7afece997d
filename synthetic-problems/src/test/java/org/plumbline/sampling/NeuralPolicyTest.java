package org.plumbline.sampling;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.plumbline.problem.Differences;
import org.plumbline.random.RandomStream;

class NeuralPolicyTest {
    private static final NeuralPolicy POLICY = new NeuralPolicy(3, 5, 2);
    private static final int COLUMNS = 7;

    private final RandomStream stream = new RandomStream(41);
    private final double[] lambda = normal(POLICY.dimension());
    private final double[][] input = {normal(COLUMNS), normal(COLUMNS), normal(COLUMNS)};
    private final double[][] adjoint = {normal(COLUMNS), normal(COLUMNS)};

    private double[] normal(int length) {
        double[] x = new double[length];
        stream.fillGaussian(x);
        return x;
    }

    private static double[][] rows(int rows) {
        return new double[rows][COLUMNS];
    }

    /** The network with the formula read aloud, one observation at a time and with the library's tanh. */
    private static double[] straightLine(double[] lambda, double... o) {
        double[] mean = {lambda[30], lambda[31]};
        for (int j = 0; j < 5; j++) {
            double z = lambda[15 + j] + lambda[3 * j] * o[0] + lambda[3 * j + 1] * o[1] + lambda[3 * j + 2] * o[2];
            mean[0] += lambda[20 + j] * Math.tanh(z);
            mean[1] += lambda[25 + j] * Math.tanh(z);
        }
        return mean;
    }

    /** Sums of ten terms near 1: a few roundings. */
    @Test
    void theMeanIsTheFormula() {
        double[][] mean = rows(2);
        POLICY.forward(lambda, input, rows(5), mean, 0, COLUMNS);
        for (int k = 0; k < COLUMNS; k++) {
            double[] expected = straightLine(lambda, input[0][k], input[1][k], input[2][k]);
            assertEquals(expected[0], mean[0][k], 1e-14);
            assertEquals(expected[1], mean[1][k], 1e-14);
        }
    }

    /** Saturated units are ±1, not NaN. */
    @Test
    void largeWeightsSaturate() {
        double[] large = lambda.clone();
        Arrays.fill(large, 0, 20, 1e300);
        double[][] activation = rows(5);
        double[][] positive = rows(3);
        Arrays.stream(positive).forEach(row -> Arrays.fill(row, 1));
        POLICY.forward(large, positive, activation, rows(2), 0, COLUMNS);
        assertEquals(1, activation[4][COLUMNS - 1]);
    }

    private double weighted(double[] parameters, double[][] observations) {
        double sum = 0;
        for (int k = 0; k < COLUMNS; k++) {
            double[] mean = straightLine(parameters, observations[0][k], observations[1][k], observations[2][k]);
            sum += adjoint[0][k] * mean[0] + adjoint[1][k] * mean[1];
        }
        return sum;
    }

    /** A five-point difference with step 1e-3 has a truncation error near 1e-12 and a rounding error near 1e-13. */
    @Test
    void theBackwardPassIsTheDerivativeInTheParameters() {
        double[] gradient = new double[POLICY.dimension()];
        backward(gradient, new double[0][]);
        double[] expected = Differences.gradient(x -> weighted(x, input), lambda, 1e-3);
        Differences.assertAgree("gradient", expected, gradient, 1, 1e-9);
    }

    /** As above, for each observation apart. */
    @Test
    void theBackwardPassIsTheDerivativeInTheObservations() {
        double[][] inputAdjoint = rows(3);
        backward(new double[POLICY.dimension()], inputAdjoint);
        for (int i = 0; i < 3; i++) {
            int row = i;
            double[] expected = Differences.gradient(
                    x -> {
                        double[][] moved = input.clone();
                        moved[row] = x;
                        return weighted(lambda, moved);
                    },
                    input[i],
                    1e-3);
            Differences.assertAgree("observation " + i, expected, inputAdjoint[i], 1, 1e-9);
        }
    }

    private void backward(double[] gradient, double[][] inputAdjoint) {
        double[][] activation = rows(5);
        POLICY.forward(lambda, input, activation, rows(2), 0, COLUMNS);
        // In two pieces, as the passes are used column by column of time.
        for (int[] piece : new int[][] {{0, 3}, {3, COLUMNS}}) {
            POLICY.backward(
                    lambda,
                    input,
                    activation,
                    adjoint,
                    piece[0],
                    piece[1],
                    gradient,
                    inputAdjoint,
                    new double[COLUMNS]);
        }
    }

    @Test
    void aNetworkWithoutUnitsIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> new NeuralPolicy(3, 0, 1));
    }
}
