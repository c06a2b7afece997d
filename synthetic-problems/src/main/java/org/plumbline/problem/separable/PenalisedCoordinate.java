package org.plumbline.problem.separable;

import org.plumbline.numeric.RefusedException;

/**
 * One coordinate of \(g + \sigma f\): \(q(y) = \ell(y,z) + \tfrac12 s (y-e)^2\) with \(s = \sigma w \ge 0\).
 *
 * <p>Outside the hull of e and the stationary points of \(\ell(\cdot,z)\) both terms grow outwards, so every minimiser
 * lies in it. There may be several stationary points; all are isolated by bisection with bounds on \(q''\) and
 * \(q'''\), and the one of lowest value is taken.
 */
record PenalisedCoordinate(CoordinateLoss loss, double z, double s, double e) {
    /** Below this width a cell that is not yet decided holds a multiple root to rounding. */
    private static final double SMALLEST_CELL = 1e-9;

    /** The search takes time linear in the length of the interval: at this one, under a second. */
    private static final double LONGEST = 1e5;

    /** Newton's method squares the error, so that after such a step (relative to 1 + |y|) only rounding is left. */
    private static final double LAST_STEP = 1e-12;

    private static final int MAX_STEPS = 200;

    double value(double y) {
        return loss.value(y, z) + s * (y - e) * (y - e) / 2;
    }

    double slope(double y) {
        return loss.slope(y, z) + s * (y - e);
    }

    double curvature(double y) {
        return loss.curvature(y, z) + s;
    }

    /** The global minimiser; {@code solution} is that of \(\ell(\cdot,z)\). */
    double minimiser(double solution) {
        if (s == 0 || solution == e) {
            return solution;
        }
        double far = loss.farthestStationary(solution, z);
        double left = Math.min(Math.min(solution, far), e);
        double right = Math.max(Math.max(solution, far), e);
        if (!(right - left <= LONGEST)) {
            throw new RefusedException("upper.target (" + e + ") must lie within " + LONGEST
                    + " of the lower solution (" + solution
                    + "), as every wave of the loss between them is searched. Maybe scale the target.");
        }
        return lowest(left, right, Bounds.NONE, value(solution) <= value(e) ? solution : e);
    }

    /** At least \(|q''|\) and \(|q'''|\) on an interval, and so on its parts. */
    private record Bounds(double curvature, double jerk) {
        /** On intervals of at most twice this length the bounds of the whole are good enough for the parts. */
        private static final double SHORT = 2;

        private static final Bounds NONE = new Bounds(Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY);
    }

    private double lowest(double left, double right, Bounds outer, double best) {
        double middle = (left + right) / 2;
        double half = (right - left) / 2;
        Bounds bounds = half > Bounds.SHORT || Double.isInfinite(outer.jerk)
                ? new Bounds(loss.curvatureBound(left, right, z) + s, loss.jerkBound(left, right, z))
                : outer;
        if (Math.abs(slope(middle)) > bounds.curvature * half) {
            return best;
        }
        double curvature = curvature(middle);
        if (Math.abs(curvature) > bounds.jerk * half) {
            return curvature > 0 && slope(left) <= 0 && slope(right) >= 0 ? better(root(left, right), best) : best;
        }
        if (half < SMALLEST_CELL) {
            return better(slope(left) < 0 && slope(right) > 0 ? root(left, right) : middle, best);
        }
        return lowest(middle, right, bounds, lowest(left, middle, bounds, best));
    }

    /** Newton's method, and bisection where it leaves the bracket. */
    private double root(double left, double right) {
        double from = left;
        double to = right;
        double y = (from + to) / 2;
        for (int i = 0; i < MAX_STEPS; i++) {
            double slope = slope(y);
            if (slope > 0) {
                to = y;
            } else {
                from = y;
            }
            double next = y - slope / curvature(y);
            double step = Math.abs(next - y);
            if (step <= LAST_STEP * (1 + Math.abs(y))) {
                return Math.min(right, Math.max(left, next));
            }
            y = next > from && next < to ? next : (from + to) / 2;
        }
        return y;
    }

    private double better(double candidate, double best) {
        return value(candidate) < value(best) ? candidate : best;
    }
}
