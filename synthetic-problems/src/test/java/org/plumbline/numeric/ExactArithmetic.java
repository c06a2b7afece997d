package org.plumbline.numeric;

import java.math.BigDecimal;
import java.math.MathContext;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.plumbline.numeric.StabilisableSystems.LinearQuadratic;

/** Residuals of computed solutions, evaluated in 50 decimal digits so that they carry no rounding of their own. */
final class ExactArithmetic {
    private static final MathContext DIGITS = new MathContext(50);

    private ExactArithmetic() {}

    /** \(\|Q + K^\top R K + F^\top P F - P\|_F / \|P\|_F\), \(F = A - BK\): zero iff P is the cost of K. */
    static double costResidual(LinearQuadratic system, DiscreteRiccati.Solution solution) {
        BigDecimal[][] p = exact(solution.costToGo());
        BigDecimal[][] k = exact(solution.gain());
        BigDecimal[][] kt = exact(solution.gain().transpose());
        BigDecimal[][] f = add(exact(system.a()), multiply(exact(system.b().scalarMultiply(-1)), k));
        BigDecimal[][] cost = add(
                add(exact(system.q()), multiply(kt, multiply(exact(system.r()), k))),
                multiply(transpose(f), multiply(p, f)));
        return rounded(add(cost, exact(solution.costToGo().scalarMultiply(-1)))).getFrobeniusNorm()
                / solution.costToGo().getFrobeniusNorm();
    }

    /** \(\|(R + B^\top P B) K - B^\top P A\|_F / \|B^\top P A\|_F\): zero iff K is the best reply to P. */
    static double gainResidual(LinearQuadratic system, DiscreteRiccati.Solution solution) {
        BigDecimal[][] bp = multiply(exact(system.b().transpose()), exact(solution.costToGo()));
        BigDecimal[][] target = multiply(bp, exact(system.a()));
        BigDecimal[][] curvature = add(exact(system.r()), multiply(bp, exact(system.b())));
        BigDecimal[][] difference =
                add(multiply(curvature, exact(solution.gain().scalarMultiply(-1))), target);
        double size = rounded(target).getFrobeniusNorm();
        return rounded(difference).getFrobeniusNorm() / (size == 0 ? 1 : size);
    }

    private static BigDecimal[][] exact(RealMatrix m) {
        BigDecimal[][] out = new BigDecimal[m.getRowDimension()][m.getColumnDimension()];
        for (int i = 0; i < out.length; i++) {
            for (int j = 0; j < out[i].length; j++) {
                out[i][j] = new BigDecimal(m.getEntry(i, j));
            }
        }
        return out;
    }

    private static BigDecimal[][] multiply(BigDecimal[][] x, BigDecimal[][] y) {
        BigDecimal[][] out = new BigDecimal[x.length][y[0].length];
        for (int i = 0; i < out.length; i++) {
            for (int j = 0; j < out[i].length; j++) {
                BigDecimal sum = BigDecimal.ZERO;
                for (int k = 0; k < y.length; k++) {
                    sum = sum.add(x[i][k].multiply(y[k][j], DIGITS), DIGITS);
                }
                out[i][j] = sum;
            }
        }
        return out;
    }

    private static BigDecimal[][] add(BigDecimal[][] x, BigDecimal[][] y) {
        BigDecimal[][] out = new BigDecimal[x.length][x[0].length];
        for (int i = 0; i < out.length; i++) {
            for (int j = 0; j < out[i].length; j++) {
                out[i][j] = x[i][j].add(y[i][j], DIGITS);
            }
        }
        return out;
    }

    private static BigDecimal[][] transpose(BigDecimal[][] x) {
        BigDecimal[][] out = new BigDecimal[x[0].length][x.length];
        for (int i = 0; i < out.length; i++) {
            for (int j = 0; j < out[i].length; j++) {
                out[i][j] = x[j][i];
            }
        }
        return out;
    }

    private static RealMatrix rounded(BigDecimal[][] x) {
        RealMatrix out = MatrixUtils.createRealMatrix(x.length, x[0].length);
        for (int i = 0; i < x.length; i++) {
            for (int j = 0; j < x[i].length; j++) {
                out.setEntry(i, j, x[i][j].doubleValue());
            }
        }
        return out;
    }
}
