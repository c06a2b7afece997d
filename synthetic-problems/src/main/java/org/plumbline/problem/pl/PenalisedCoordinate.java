package org.plumbline.problem.pl;

import org.apache.commons.math3.analysis.solvers.BrentSolver;
import org.plumbline.numeric.RefusedException;

/**
 * One coordinate of \(g + \sigma f\) for the sine composite:
 * \(q(y) = \tfrac12(\psi(y)-z)^2 + \tfrac12 s (y-e)^2\) with \(s = \sigma w \ge 0\).
 *
 * <p>Outside the interval between \(\psi^{-1}(z)\) and e both terms grow, so every minimiser lies in it. There may be
 * several stationary points; all are isolated by bisection with bounds on \(q''\) and \(q'''\), and the one of lowest
 * value is taken.
 */
record PenalisedCoordinate(SineLink link, double z, double s, double e) {
    /** Below this width a cell that is not yet decided holds a multiple root to rounding. */
    private static final double SMALLEST_CELL = 1e-9;

    /** The search takes time linear in the length of the interval: at this one, under a second. */
    private static final double LONGEST = 1e5;

    private static final int MAX_EVALUATIONS = 200;

    double value(double y) {
        double residual = link.value(y) - z;
        return (residual * residual + s * (y - e) * (y - e)) / 2;
    }

    double slope(double y) {
        return (link.value(y) - z) * link.slope(y) + s * (y - e);
    }

    double curvature(double y) {
        double slope = link.slope(y);
        return slope * slope + (link.value(y) - z) * link.curvature(y) + s;
    }

    /** The global minimiser; {@code solution} is \(\psi^{-1}(z)\). */
    double minimiser(double solution) {
        if (s == 0 || solution == e) {
            return solution;
        }
        double left = Math.min(solution, e);
        double right = Math.max(solution, e);
        if (!(right - left <= LONGEST)) {
            throw new RefusedException("upper.target (" + e + ") must lie within " + LONGEST + " of ψ⁻¹((Cφ)_j) ("
                    + solution + "), as every wave of the sine between them is searched. Maybe scale the target.");
        }
        return lowest(left, right, value(solution) <= value(e) ? solution : e);
    }

    private double lowest(double left, double right, double best) {
        double middle = (left + right) / 2;
        double half = (right - left) / 2;
        double a = link.a();
        double residual = Math.max(Math.abs(link.value(left) - z), Math.abs(link.value(right) - z));
        double curvatureBound = (1 + a) * (1 + a) + a * residual + s;
        if (Math.abs(slope(middle)) > curvatureBound * half) {
            return best;
        }
        double jerkBound = 3 * (1 + a) * a + a * residual;
        if (Math.abs(curvature(middle)) > jerkBound * half) {
            return slope(left) * slope(right) <= 0 ? better(root(left, right), best) : best;
        }
        if (half < SMALLEST_CELL) {
            return better(middle, best);
        }
        return lowest(middle, right, lowest(left, middle, best));
    }

    private double root(double left, double right) {
        if (slope(left) == 0 || slope(right) == 0) {
            return slope(left) == 0 ? left : right;
        }
        BrentSolver brent = new BrentSolver(1e-15, 1e-14, 1e-15);
        double root = brent.solve(MAX_EVALUATIONS, this::slope, left, right);
        double polished = root - slope(root) / curvature(root);
        return polished >= left && polished <= right ? polished : root;
    }

    private double better(double candidate, double best) {
        return value(candidate) < value(best) ? candidate : best;
    }
}
