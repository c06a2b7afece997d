package org.plumbline.benchmark;

/** The product of a matrix and a vector as plain loops, in four partial sums a row: what kernels with such a product are beside. */
final class DenseProduct {
    private DenseProduct() {}

    /** Rows of a length that four divides. */
    static double[] multiply(double[][] rows, double[] x, double[] out) {
        for (int i = 0; i < rows.length; i++) {
            out[i] = dot(rows[i], x);
        }
        return out;
    }

    private static double dot(double[] x, double[] y) {
        double a = 0;
        double b = 0;
        double c = 0;
        double d = 0;
        for (int k = 0; k < x.length; k += 4) {
            a += x[k] * y[k];
            b += x[k + 1] * y[k + 1];
            c += x[k + 2] * y[k + 2];
            d += x[k + 3] * y[k + 3];
        }
        return a + b + (c + d);
    }
}
