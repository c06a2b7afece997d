package org.plumbline.problem.quadratic;

import org.plumbline.numeric.LinearMap;

/**
 * The Hessian \(H \succ 0\) of a quadratic lower level, kept in the form in which it is given, with the solves that
 * the penalised problem needs. A shift s, length d with \(H + \operatorname{diag}(s) \succ 0\), stands for \(\sigma W\).
 */
sealed interface Curvature permits DenseCurvature, DiagonalCurvature {
    /** H as a map. */
    LinearMap map();

    /** \(\lambda_{\min}(H)\). */
    double smallest();

    /** \(\lambda_{\max}(H)\). */
    double largest();

    /** \(\lambda_{\min}(H + \operatorname{diag}(s))\). */
    double smallest(double[] shift);

    /** The largest t with \(H - t\operatorname{diag}(w) \succeq 0\), from below and within one per cent; infinite for w = 0. */
    double critical(double[] weight);

    /** \((H + \operatorname{diag}(s))^{-1} x\), a new array. */
    double[] solve(double[] shift, double[] x);

    /**
     * The minimiser z of \(\tfrac12(z-a)^\top H(z-a) + \tfrac12\sum_j s_j(z_j-e_j)^2\), as its two differences. Each
     * is accurate relative to its own size, however small the shift or its inverse: neither is the difference of two
     * larger numbers.
     *
     * @param shift s
     * @param gap \(m = a - e\)
     * @return \(z - a = -(H+S)^{-1}Sm\) and \(z - e = (H+S)^{-1}Hm\)
     */
    Split split(double[] shift, double[] gap);

    /** How far a penalised solution is from the lower solution, and from the target. */
    record Split(double[] fromSolution, double[] fromTarget) {}

    /** The form that a map asks for. */
    static Curvature of(LinearMap h) {
        return h instanceof LinearMap.Diagonal diagonal
                ? new DiagonalCurvature(diagonal)
                : new DenseCurvature((LinearMap.Dense) h);
    }
}
