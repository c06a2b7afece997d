package org.plumbline.theory.measure;

import java.util.function.UnaryOperator;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.plumbline.random.RandomStream;

/**
 * The direction of least curvature of a function at a point, from gradients alone: the power method on \(\ell I -
 * \nabla^2\), with Hessian-vector products by central differences and \(\ell\) from the power method on
 * \(\nabla^2\) itself.
 */
final class LeastCurvature {
    private static final int ITERATIONS_FOR_LARGEST = 30;

    /** Leaves a hundredth of the smallest curvature where the next one is two per cent of the largest away. */
    private static final int ITERATIONS = 400;

    /** Truncation of order h², rounding of order 1e-16/h: six digits. */
    private static final double STEP = 1e-5;

    private final UnaryOperator<double[]> gradient;
    private final double[] point;

    private LeastCurvature(UnaryOperator<double[]> gradient, double[] point) {
        this.gradient = gradient;
        this.point = point;
    }

    static double[] of(UnaryOperator<double[]> gradient, double[] point, RandomStream stream) {
        LeastCurvature at = new LeastCurvature(gradient, point);
        double[] start = new double[point.length];
        stream.fillGaussian(start);
        double[] vector = at.iterate(start, 0, 1, ITERATIONS_FOR_LARGEST);
        // A fifth more than the estimate, which is from below.
        double shift = 1.2 * new ArrayRealVector(at.product(vector), false).getNorm();
        stream.fillGaussian(start);
        return at.iterate(start, shift, -1, ITERATIONS);
    }

    /** Unit vectors \(v \leftarrow (\text{shift}\cdot v + \text{sign}\cdot\nabla^2 v)/\|\cdot\|\). */
    private double[] iterate(double[] start, double shift, double sign, int iterations) {
        double[] vector = unit(start);
        for (int i = 0; i < iterations; i++) {
            double[] product = product(vector);
            for (int j = 0; j < vector.length; j++) {
                product[j] = shift * vector[j] + sign * product[j];
            }
            vector = unit(product);
        }
        return vector;
    }

    private double[] product(double[] vector) {
        double[] up = point.clone();
        double[] down = point.clone();
        for (int j = 0; j < vector.length; j++) {
            up[j] += STEP * vector[j];
            down[j] -= STEP * vector[j];
        }
        double[] result = gradient.apply(up);
        double[] below = gradient.apply(down);
        for (int j = 0; j < result.length; j++) {
            result[j] = (result[j] - below[j]) / (2 * STEP);
        }
        return result;
    }

    /** The vector itself where its length is 0 or not a number: then there is no direction to find. */
    private static double[] unit(double[] vector) {
        double norm = new ArrayRealVector(vector, false).getNorm();
        double[] result = vector.clone();
        if (norm > 0 && norm < Double.POSITIVE_INFINITY) {
            for (int j = 0; j < result.length; j++) {
                result[j] /= norm;
            }
        }
        return result;
    }
}
