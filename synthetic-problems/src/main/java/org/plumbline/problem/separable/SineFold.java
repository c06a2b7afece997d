package org.plumbline.problem.separable;

/**
 * Folds of the sine composite above the solution, \(\lambda^*(z) \lt y \lt e\). With \(r = \psi(y) - z \gt 0\):
 * \(S = \psi' r/(e-y)\), and \(q'' = \psi'^2 + r\psi'' + S \le 0\) says
 * \[ r A \le -\psi'^2, \qquad A = \psi'' + \psi'/(e-y), \]
 * that is \(A \lt 0\) and \(r \ge \psi'^2/|A|\). As S grows with r, at each y the least S belongs to the least r that is
 * allowed: \(r = \max(\psi'^2/|A|, \psi(y) - z_{\max})\), if that is at most \(\psi(y) - z_{\min}\).
 *
 * @param loss gives \(\psi\)
 * @param zLow the least z
 * @param zHigh the largest z
 * @param to e
 */
record SineFold(SineLoss loss, double zLow, double zHigh, double to) implements Fold {
    @Override
    public double from() {
        return loss.solution(zLow);
    }

    @Override
    public double below(double left, double right) {
        double slope = 1 + loss.a() * Waves.leastCos(left, right);
        double curvature = -loss.a() * Waves.largestSin(left, right);
        double residual = residual(slope, curvature, left);
        return residual <= loss.link(right) - zLow ? slope / (to - left) * residual : Double.POSITIVE_INFINITY;
    }

    @Override
    public double at(double y) {
        double residual = residual(loss.linkSlope(y), loss.linkCurvature(y), y);
        return residual <= loss.link(y) - zLow ? loss.linkSlope(y) / (to - y) * residual : Double.POSITIVE_INFINITY;
    }

    /** The least r of a fold at y; of the least slope, the least curvature and the left end of a cell, a lower bound. */
    private double residual(double slope, double curvature, double y) {
        double a = curvature + slope / (to - y);
        return a < 0 ? Math.max(slope * slope / -a, loss.link(y) - zHigh) : Double.POSITIVE_INFINITY;
    }
}
