package org.plumbline.algorithm.hypergradient;

import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.plumbline.problem.BilevelFunctions;
import org.plumbline.problem.BilevelProblem;

/**
 * What hypergradients with b terms of the Neumann series converge to, by dense linear algebra and the closed form of the
 * bias, \((I-\eta H)^b H^{-1} u\), without summing any series.
 */
final class TruncatedInverse {
    private TruncatedInverse() {}

    /** H at a point, column by column. */
    static RealMatrix hessian(BilevelProblem problem, double[] phi, double[] lambda) {
        BilevelFunctions functions = problem.truth().functions();
        int d = lambda.length;
        RealMatrix h = new Array2DRowRealMatrix(d, d);
        for (int j = 0; j < d; j++) {
            double[] unit = new double[d];
            unit[j] = 1;
            double[] column = new double[d];
            functions.hessianVector(phi, lambda, unit, column);
            h.setColumn(j, column);
        }
        return h;
    }

    /** \((I-\eta H)^b H^{-1} u\). */
    static double[] bias(RealMatrix h, double step, int terms, double[] u) {
        RealMatrix factor = MatrixUtils.createRealIdentityMatrix(u.length).subtract(h.scalarMultiply(step));
        return factor.power(terms).operate(inverse(h).operate(u));
    }

    /** \(H^{-1}\). */
    static RealMatrix inverse(RealMatrix h) {
        return new LUDecomposition(h).getSolver().getInverse();
    }

    /** \(\nabla\Phi + g_{\varphi\lambda}(I-\eta H)^b H^{-1} f_\lambda\) at \(\lambda^*(\varphi)\). */
    static double[] hypergradient(BilevelProblem problem, double step, int terms, double[] phi) {
        BilevelFunctions functions = problem.truth().functions();
        double[] lambda = problem.truth().lowerSolution(phi);
        double[] u = new double[lambda.length];
        functions.upperGradient(phi, lambda, new double[phi.length], u);
        double[] cross = new double[phi.length];
        functions.jacobianVector(phi, lambda, bias(hessian(problem, phi, lambda), step, terms, u), cross);
        double[] result = problem.truth().hypergradient(phi);
        for (int i = 0; i < result.length; i++) {
            result[i] += cross[i];
        }
        return result;
    }
}
