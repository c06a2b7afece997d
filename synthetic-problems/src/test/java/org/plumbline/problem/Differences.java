package org.plumbline.problem;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.function.DoubleFunction;
import java.util.function.ToDoubleFunction;

/** Five-point central differences, and the comparison of their results with derivatives. */
public final class Differences {
    private Differences() {}

    /**
     * The derivative at 0 of a curve.
     *
     * @param curve smooth
     * @param h the step; the error is of order h⁴
     * @return (c(−2h) − 8c(−h) + 8c(h) − c(2h)) / 12h
     */
    public static double[] ofCurve(DoubleFunction<double[]> curve, double h) {
        double[] farLeft = curve.apply(-2 * h);
        double[] left = curve.apply(-h);
        double[] right = curve.apply(h);
        double[] farRight = curve.apply(2 * h);
        double[] derivative = new double[left.length];
        for (int i = 0; i < derivative.length; i++) {
            derivative[i] = (farLeft[i] - farRight[i] + 8 * (right[i] - left[i])) / (12 * h);
        }
        return derivative;
    }

    /**
     * The gradient of a function.
     *
     * @param function smooth
     * @param x where
     * @param h the step
     * @return one difference a coordinate
     */
    public static double[] gradient(ToDoubleFunction<double[]> function, double[] x, double h) {
        double[] gradient = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            double[] axis = new double[x.length];
            axis[i] = 1;
            gradient[i] = ofCurve(t -> new double[] {function.applyAsDouble(Vectors.plus(x, t, axis))}, h)[0];
        }
        return gradient;
    }

    /**
     * Requires that a difference and a derivative agree.
     *
     * @param what names the derivative
     * @param expected the difference
     * @param actual the derivative
     * @param scale the size of the differenced value: 10⁻⁴ of it is the floor of the norm to which the tolerance is
     *     relative, so that a derivative that vanishes is not asked to equal a rounding error
     * @param tolerance relative
     */
    public static void assertAgree(String what, double[] expected, double[] actual, double scale, double tolerance) {
        double error = Vectors.distance(expected, actual);
        double bound = tolerance * Math.max(Vectors.norm(actual), 1e-4 * (1 + Math.abs(scale)));
        assertTrue(
                error <= bound,
                () -> what + " is off its difference by " + error + " (allowed: " + bound + "), norm "
                        + Vectors.norm(actual));
    }
}
