package org.plumbline.problem.lqr;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;

/** Central differences, and comparison with them. */
final class Differences {
    /**
     * Near \(2^{-53/3}\), where the truncation \(h^2 f'''/6\) and the rounding \(2^{-53} f/h\) of a central difference are
     * both about 1e-10 for functions and derivatives of order 1.
     */
    private static final double STEP = 1e-5;

    private Differences() {}

    static double[] gradient(ToDoubleFunction<double[]> function, double[] x) {
        double[] result = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            double[] unit = new double[x.length];
            unit[i] = 1;
            result[i] = (function.applyAsDouble(moved(x, STEP, unit)) - function.applyAsDouble(moved(x, -STEP, unit)))
                    / (2 * STEP);
        }
        return result;
    }

    static double[] along(UnaryOperator<double[]> map, double[] x, double[] direction) {
        double[] ahead = map.apply(moved(x, STEP, direction));
        double[] behind = map.apply(moved(x, -STEP, direction));
        double[] result = new double[ahead.length];
        Arrays.setAll(result, i -> (ahead[i] - behind[i]) / (2 * STEP));
        return result;
    }

    /** Closeness in the maximum norm, relative to the larger of the expected vector and a given scale. */
    static void assertClose(double[] expected, double[] actual, double tolerance, double scale) {
        double size =
                Math.max(scale, Arrays.stream(expected).map(Math::abs).max().orElse(0));
        for (int i = 0; i < expected.length; i++) {
            double error = Math.abs(expected[i] - actual[i]);
            assertTrue(
                    error <= tolerance * size,
                    "entry " + i + ": expected " + expected[i] + ", got " + actual[i] + ", scale " + size);
        }
    }

    static double[] moved(double[] x, double step, double[] direction) {
        double[] y = x.clone();
        Arrays.setAll(y, i -> x[i] + step * direction[i]);
        return y;
    }
}
