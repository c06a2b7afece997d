package org.plumbline.problem.quadratic;

import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.SingularValueDecomposition;

/**
 * The penalised problem of \(g = \tfrac12\|M\lambda - C\varphi\|^2\) with \(f = \tfrac12\|W^{1/2}(\lambda-e)\|^2\) in
 * coordinates in which it falls apart into k scalar problems. With
 * \(\eta_i(\varphi) = \gamma_i (F\varphi)_i - \eta^0_i\),
 * \[ \lambda^* = J\varphi + j_0, \qquad
 *    \lambda_\sigma = \lambda^* - T \operatorname{diag}\Bigl(\frac{\sigma\gamma_i}{1+\sigma\gamma_i^2}\Bigr)\eta, \qquad
 *    \min_\lambda \Bigl(f + \frac{g-g^*}{\sigma}\Bigr) = \kappa_0 + \tfrac12\sum_i \frac{\eta_i^2}{1+\sigma\gamma_i^2},
 *    \qquad \nabla = F^\top \operatorname{diag}\Bigl(\frac{\gamma_i}{1+\sigma\gamma_i^2}\Bigr)\eta, \]
 * at σ = 0 too. Sums of positive terms only: no digits are lost as σ → 0 or ∞.
 *
 * @param gamma γ, length k
 * @param pull F, k×p
 * @param offset η⁰, length k
 * @param spread T, d×k
 * @param slope J, d×p
 * @param origin j₀, length d
 * @param floor κ₀
 */
record SpectralForm(
        double[] gamma,
        RealMatrix pull,
        double[] offset,
        RealMatrix spread,
        RealMatrix slope,
        double[] origin,
        double floor) {
    /**
     * All weights positive: \(x = W^{1/2}(\lambda-e)\) turns f into \(\tfrac12\|x\|^2\) and g into
     * \(\tfrac12\|Ax-b\|^2\) with \(A = MW^{-1/2} = USV^\top\), \(b = C\varphi - Me\): a Tikhonov problem, whose solution
     * \(V \operatorname{diag}(s/(s^2+\sigma))U^\top b\) tends to \(A^+b\). Here \(\gamma = 1/s\), \(F = U^\top C\),
     * \(\eta = U^\top b/s\).
     */
    static SpectralForm positive(RealMatrix m, RealMatrix c, double[] weight, double[] target) {
        int d = weight.length;
        RealMatrix scaled = m.copy();
        for (int j = 0; j < d; j++) {
            scaled.setColumnVector(j, m.getColumnVector(j).mapDivide(Math.sqrt(weight[j])));
        }
        SingularValueDecomposition svd = new SingularValueDecomposition(scaled);
        int k = NumericalRank.of("M W^(-1/2)", svd.getSingularValues());
        double[] gamma = new double[k];
        RealMatrix v = first(svd.getV(), k);
        RealMatrix spread = v.copy();
        double[] rooted = new double[d];
        for (int j = 0; j < d; j++) {
            rooted[j] = Math.sqrt(weight[j]) * target[j];
            for (int i = 0; i < k; i++) {
                gamma[i] = 1 / svd.getSingularValues()[i];
                spread.setEntry(j, i, v.getEntry(j, i) * gamma[i] / Math.sqrt(weight[j]));
            }
        }
        RealMatrix pull = first(svd.getU(), k).transpose().multiply(c);
        double[] offset = v.preMultiply(rooted);
        double[] origin = v.operate(offset);
        for (int j = 0; j < d; j++) {
            origin[j] = target[j] - origin[j] / Math.sqrt(weight[j]);
        }
        return new SpectralForm(gamma, pull, offset, spread, spread.multiply(pull), origin, 0);
    }

    /**
     * \(W z = 0\) on ker M: f and g depend on the part of λ in the row space alone, \(\lambda^* = M^+C\varphi\) is the
     * shortest solution. With \(M = USV^\top\) and \(W^{1/2}VS^{-1} = P\Gamma Q^\top\), \(F = Q^\top U^\top C\),
     * \(\eta = P^\top W^{1/2}(\lambda^*-e)\), \(T = VS^{-1}Q\), and
     * \(\kappa_0 = \tfrac12\|(I-PP^\top)W^{1/2}e\|^2\).
     */
    static SpectralForm ignoringKernel(RealMatrix m, RealMatrix c, double[] weight, double[] target) {
        SingularValueDecomposition svd = new SingularValueDecomposition(m);
        int k = NumericalRank.of("M", svd.getSingularValues());
        RealMatrix inverse = first(svd.getV(), k);
        for (int i = 0; i < k; i++) {
            inverse.setColumnVector(i, inverse.getColumnVector(i).mapDivide(svd.getSingularValues()[i]));
        }
        RealMatrix weighted = inverse.copy();
        double[] rooted = new double[weight.length];
        for (int j = 0; j < weight.length; j++) {
            double root = Math.sqrt(weight[j]);
            rooted[j] = root * target[j];
            weighted.setRowVector(j, weighted.getRowVector(j).mapMultiply(root));
        }
        SingularValueDecomposition inner = new SingularValueDecomposition(weighted);
        RealMatrix pulled = first(svd.getU(), k).transpose().multiply(c);
        double[] offset = inner.getU().preMultiply(rooted);
        double[] inside = inner.getU().operate(offset);
        double floor = 0;
        for (int j = 0; j < rooted.length; j++) {
            floor += (rooted[j] - inside[j]) * (rooted[j] - inside[j]) / 2;
        }
        return new SpectralForm(
                inner.getSingularValues(),
                inner.getVT().multiply(pulled),
                offset,
                inverse.multiply(inner.getV()),
                inverse.multiply(pulled),
                new double[weight.length],
                floor);
    }

    /** The first columns. */
    static RealMatrix first(RealMatrix m, int columns) {
        return m.getSubMatrix(0, m.getRowDimension() - 1, 0, columns - 1);
    }

    double[] solution(double[] phi, double sigma) {
        double[] step = coordinates(phi);
        for (int i = 0; i < step.length; i++) {
            step[i] *= sigma * gamma[i] / (1 + sigma * gamma[i] * gamma[i]);
        }
        double[] moved = spread.operate(step);
        double[] lambda = slope.operate(phi);
        for (int j = 0; j < lambda.length; j++) {
            lambda[j] += origin[j] - moved[j];
        }
        return lambda;
    }

    double value(double[] phi, double sigma) {
        double[] eta = coordinates(phi);
        double sum = 0;
        for (int i = 0; i < eta.length; i++) {
            sum += eta[i] * eta[i] / (1 + sigma * gamma[i] * gamma[i]);
        }
        return floor + sum / 2;
    }

    double[] gradient(double[] phi, double sigma) {
        double[] eta = coordinates(phi);
        for (int i = 0; i < eta.length; i++) {
            eta[i] *= gamma[i] / (1 + sigma * gamma[i] * gamma[i]);
        }
        return pull.preMultiply(eta);
    }

    private double[] coordinates(double[] phi) {
        double[] eta = pull.operate(phi);
        for (int i = 0; i < eta.length; i++) {
            eta[i] = gamma[i] * eta[i] - offset[i];
        }
        return eta;
    }

    /** The squared smallest singular value of \(MN\) stacked on \(\sqrt\sigma\,W^{1/2}N\). */
    static double smallestStacked(RealMatrix m, double[] weight, RealMatrix basis, double sigma) {
        int r = m.getRowDimension();
        RealMatrix stacked = MatrixUtils.createRealMatrix(r + weight.length, basis.getColumnDimension());
        stacked.setSubMatrix(m.multiply(basis).getData(), 0, 0);
        for (int j = 0; j < weight.length; j++) {
            stacked.setRowVector(r + j, basis.getRowVector(j).mapMultiply(Math.sqrt(sigma * weight[j])));
        }
        double[] values = new SingularValueDecomposition(stacked).getSingularValues();
        double smallest = values[values.length - 1];
        return smallest * smallest;
    }
}
