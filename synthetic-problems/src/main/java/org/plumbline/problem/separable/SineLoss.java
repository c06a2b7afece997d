package org.plumbline.problem.separable;

import org.apache.commons.math3.analysis.solvers.BrentSolver;

/**
 * \(\ell = \tfrac12(\psi(y)-z)^2\) with \(\psi(y) = y + a\sin y\) and \(0 \lt a \lt 1\): \(\psi\) is strictly
 * increasing, its slope between 1 − a and 1 + a.
 */
record SineLoss(double a) implements CertifiedLoss {
    private static final int MAX_EVALUATIONS = 200;

    /** \(\psi\). */
    double link(double y) {
        return y + a * Math.sin(y);
    }

    /** \(\psi'\). */
    double linkSlope(double y) {
        return 1 + a * Math.cos(y);
    }

    /** \(\psi''\). */
    double linkCurvature(double y) {
        return -a * Math.sin(y);
    }

    @Override
    public double value(double y, double z) {
        double r = link(y) - z;
        return r * r / 2;
    }

    @Override
    public double slope(double y, double z) {
        return (link(y) - z) * linkSlope(y);
    }

    /** \(\psi'^2 + (\psi - z)\psi''\). */
    @Override
    public double curvature(double y, double z) {
        double sin = a * Math.sin(y);
        double slope = linkSlope(y);
        return slope * slope - (y + sin - z) * sin;
    }

    @Override
    public double shift(double y, double z) {
        return -(link(y) - z);
    }

    @Override
    public double mixed(double y, double z) {
        return -linkSlope(y);
    }

    @Override
    public double optimum() {
        return 0;
    }

    @Override
    public double gap(double y, double z) {
        return value(y, z);
    }

    /** \(\psi^{-1}(z)\), bracketed by z ± a, then polished by one Newton step to the last digits. */
    @Override
    public double solution(double z) {
        BrentSolver brent = new BrentSolver(1e-15, 1e-14, 1e-15);
        double root = brent.solve(MAX_EVALUATIONS, y -> link(y) - z, z - a - 1e-9, z + a + 1e-9, z);
        return root - (link(root) - z) / linkSlope(root);
    }

    /** \((\lambda^*)'(z) = 1/\psi'(\lambda^*)\). */
    @Override
    public double pulledBack(double derivative, double solution) {
        return derivative / linkSlope(solution);
    }

    @Override
    public double curvatureBound(double left, double right, double z) {
        return (1 + a) * (1 + a) + a * residualBound(left, right, z);
    }

    /** \(\ell_{yyy} = 3\psi'\psi'' + (\psi-z)\psi'''\). */
    @Override
    public double jerkBound(double left, double right, double z) {
        return 3 * (1 + a) * a + a * residualBound(left, right, z);
    }

    /** \(\psi\) is increasing. */
    private double residualBound(double left, double right, double z) {
        return Math.max(Math.abs(link(left) - z), Math.abs(link(right) - z));
    }

    /**
     * \(\ell_z = -r\), and \(r\psi' = s(e-y)\). With ε the rounding unit, y is off by about ε/ψ', which puts sε/ψ'²
     * into one form and ε into the other.
     */
    @Override
    public double shiftAtPenalised(double y, double z, double s, double e) {
        double slope = linkSlope(y);
        return s < slope * slope ? -s * (e - y) / slope : shift(y, z);
    }

    @Override
    public double modulus() {
        return (1 - a) * (1 - a);
    }

    @Override
    public double fold(double zLow, double zHigh, double e) {
        return Math.min(new SineFold(this, zLow, zHigh, e).least(), new SineFold(this, -zHigh, -zLow, -e).least());
    }

    /** \(\psi\) is odd, so the side below the minimisers is the side above those of the mirrored loss. */
    @Override
    public double penalisedModulus(double zLow, double zHigh, double e, double s) {
        return Math.min(
                new ModulusSearch(new SineSide(this, e, s)).infimum(zLow, zHigh),
                new ModulusSearch(new SineSide(this, -e, s)).infimum(-zHigh, -zLow));
    }
}
