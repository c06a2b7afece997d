package org.plumbline.problem;

import org.plumbline.random.RandomStream;

/** The few operations on vectors that the contracts use, written apart from those of the main code. */
public final class Vectors {
    private Vectors() {}

    /**
     * A point of a line.
     *
     * @param x its foot
     * @param t how far
     * @param direction where to
     * @return x + t·direction, a new array
     */
    public static double[] plus(double[] x, double t, double[] direction) {
        double[] sum = x.clone();
        for (int i = 0; i < sum.length; i++) {
            sum[i] += t * direction[i];
        }
        return sum;
    }

    /**
     * The inner product.
     *
     * @param x a vector
     * @param y another of its length
     * @return ⟨x, y⟩
     */
    public static double dot(double[] x, double[] y) {
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
            sum += x[i] * y[i];
        }
        return sum;
    }

    /**
     * The Euclidean norm.
     *
     * @param x a vector
     * @return ‖x‖
     */
    public static double norm(double[] x) {
        return Math.sqrt(dot(x, x));
    }

    /**
     * The Euclidean distance.
     *
     * @param x a vector
     * @param y another of its length
     * @return ‖x − y‖
     */
    public static double distance(double[] x, double[] y) {
        return norm(plus(x, -1, y));
    }

    /**
     * A direction that is uniform on the unit sphere.
     *
     * @param length at least 1
     * @param stream the randomness
     * @return norm 1
     */
    public static double[] unit(int length, RandomStream stream) {
        double[] direction = new double[length];
        stream.fillGaussian(direction);
        return plus(new double[length], 1 / norm(direction), direction);
    }
}
