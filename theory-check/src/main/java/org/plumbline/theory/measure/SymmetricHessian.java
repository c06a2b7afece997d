package org.plumbline.theory.measure;

import java.util.function.UnaryOperator;

/** The Hessian of a function of a few variables whose gradient is known. */
public final class SymmetricHessian {
    /** Truncation of order h², rounding of order 1e-16/h times the gradient's terms. */
    private static final double STEP = 1e-5;

    private SymmetricHessian() {}

    /**
     * By central differences of the gradient, made symmetric.
     *
     * @param gradient returns a new array; does not keep its argument
     * @param at the point, length d
     * @return d × d
     */
    public static double[][] of(UnaryOperator<double[]> gradient, double[] at) {
        int d = at.length;
        double[][] hessian = new double[d][d];
        for (int i = 0; i < d; i++) {
            double[] moved = at.clone();
            moved[i] = at[i] + STEP;
            double[] above = gradient.apply(moved);
            moved[i] = at[i] - STEP;
            double[] below = gradient.apply(moved);
            for (int j = 0; j < d; j++) {
                double entry = (above[j] - below[j]) / (4 * STEP);
                hessian[i][j] += entry;
                hessian[j][i] += entry;
            }
        }
        return hessian;
    }
}
