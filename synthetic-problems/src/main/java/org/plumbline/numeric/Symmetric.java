package org.plumbline.numeric;

import java.util.Arrays;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.apache.commons.math3.linear.RealMatrix;

/** What symmetric matrices are asked for. */
public final class Symmetric {
    private Symmetric() {}

    /**
     * The symmetric part.
     *
     * @param matrix square
     * @return \((A + A^\top)/2\), exactly symmetric
     */
    public static RealMatrix symmetrise(RealMatrix matrix) {
        return matrix.add(matrix.transpose()).scalarMultiply(0.5);
    }

    /**
     * The smallest eigenvalue.
     *
     * @param matrix symmetric
     * @return \(\lambda_{\min}\)
     */
    public static double smallestEigenvalue(RealMatrix matrix) {
        return Arrays.stream(new EigenDecomposition(matrix).getRealEigenvalues())
                .min()
                .orElseThrow();
    }

    /**
     * The largest eigenvalue.
     *
     * @param matrix symmetric
     * @return \(\lambda_{\max}\)
     */
    public static double largestEigenvalue(RealMatrix matrix) {
        return Arrays.stream(new EigenDecomposition(matrix).getRealEigenvalues())
                .max()
                .orElseThrow();
    }
}
