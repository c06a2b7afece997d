package org.plumbline.algorithm.penalty;

import java.util.Map;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.DiagonalMatrix;
import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.RealVector;
import org.plumbline.numeric.LinearMap;
import org.plumbline.problem.BilevelProblem;

/**
 * The difference quotients of a quadratic problem from its data alone, by Gaussian elimination: \(\lambda_s = (H +
 * sW)^{-1}(HC\varphi + sWe)\) for s of either sign, and \(\hat\Phi_\nu = \sum_j \alpha_j (j f_\varphi + g_\varphi/\nu)\) at
 * \(\lambda_{j\nu}\), which is affine in \(\varphi\).
 */
final class QuadraticByElimination {
    private final RealMatrix h;
    private final RealMatrix c;
    private final RealMatrix w;
    private final RealVector e;
    private final BilevelProblem problem;

    QuadraticByElimination(BilevelProblem problem) {
        this.problem = problem;
        h = matrix((LinearMap) problem.data().get("H"));
        c = matrix((LinearMap) problem.data().get("C"));
        Map<?, ?> upper = (Map<?, ?>) problem.data().get("upper");
        w = new DiagonalMatrix((double[]) upper.get("weight"));
        e = new ArrayRealVector((double[]) upper.get("target"));
    }

    private static RealMatrix matrix(LinearMap map) {
        RealMatrix result = new Array2DRowRealMatrix(map.rows(), map.columns());
        for (int i = 0; i < map.columns(); i++) {
            double[] unit = new double[map.columns()];
            unit[i] = 1;
            double[] column = new double[map.rows()];
            map.apply(unit, column);
            result.setColumn(i, column);
        }
        return result;
    }

    private RealVector penalised(double[] phi, double s) {
        RealVector right =
                h.operate(c.operate(new ArrayRealVector(phi))).add(w.operate(e).mapMultiply(s));
        return new LUDecomposition(h.add(w.scalarMultiply(s))).getSolver().solve(right);
    }

    /** The weights from a table, not from the code under test. */
    private static double[][] table(int order) {
        return switch (order) {
            case 1 -> new double[][] {{0, -1}, {1, 1}};
            case 2 -> new double[][] {{-1, -0.5}, {1, 0.5}};
            case 4 -> new double[][] {{-2, 1 / 12.0}, {-1, -2 / 3.0}, {1, 2 / 3.0}, {2, -1 / 12.0}};
            default -> throw new IllegalArgumentException("no table for order " + order);
        };
    }

    /** \(\hat\Phi_\nu(\varphi)\) of order p, with \(g_\varphi = -C^\top H(\lambda - C\varphi)\). */
    double[] quotient(int order, double nu, double[] phi) {
        RealVector sum = new ArrayRealVector(phi.length);
        double[] upperPhi = new double[phi.length];
        for (double[] entry : table(order)) {
            RealVector lambda = penalised(phi, entry[0] * nu);
            RealVector lowerPhi = c.transpose()
                    .operate(h.operate(c.operate(new ArrayRealVector(phi)).subtract(lambda)));
            problem.truth().functions().upperGradient(phi, lambda.toArray(), upperPhi, new double[e.getDimension()]);
            sum = sum.add(new ArrayRealVector(upperPhi).mapMultiply(entry[0] * entry[1]))
                    .add(lowerPhi.mapMultiply(entry[1] / nu));
        }
        return sum.toArray();
    }

    /** The symmetric matrix A of \(\hat\Phi_\nu(\varphi) = A\varphi + b\). */
    RealMatrix slope(int order, double nu) {
        int p = problem.upperDimension();
        RealMatrix result = new Array2DRowRealMatrix(p, p);
        RealVector origin = new ArrayRealVector(quotient(order, nu, new double[p]));
        for (int i = 0; i < p; i++) {
            double[] unit = new double[p];
            unit[i] = 1;
            result.setColumnVector(i, new ArrayRealVector(quotient(order, nu, unit)).subtract(origin));
        }
        return result;
    }
}
