package org.plumbline.numeric;

/** The few operations on vectors that hot loops share. Lengths must agree. */
public final class Vectors {
    private Vectors() {}

    /**
     * The inner product.
     *
     * @param x any vector
     * @param y of the same length
     * @return \(\langle x, y\rangle\)
     */
    public static double dot(double[] x, double[] y) {
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
            sum += x[i] * y[i];
        }
        return sum;
    }

    /**
     * The squared Euclidean norm.
     *
     * @param x any vector
     * @return \(\|x\|^2\)
     */
    public static double squaredNorm(double[] x) {
        return dot(x, x);
    }

    /**
     * Adds a multiple, \(y \leftarrow y + a x\).
     *
     * @param scale a
     * @param x not y itself
     * @param y overwritten
     */
    public static void add(double scale, double[] x, double[] y) {
        for (int i = 0; i < y.length; i++) {
            y[i] += scale * x[i];
        }
    }

    /**
     * Copies.
     *
     * @param from the source
     * @param to overwritten
     */
    public static void copy(double[] from, double[] to) {
        System.arraycopy(from, 0, to, 0, to.length);
    }
}
