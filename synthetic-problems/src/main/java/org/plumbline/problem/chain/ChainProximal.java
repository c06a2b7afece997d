package org.plumbline.problem.chain;

/**
 * The minimiser of \(m(x) = \tfrac12\|x-a\|^2 + s\chi(x)\) for \(s\ell \lt 1\), by Newton steps with a line search. m is
 * \((1 - s\ell)\)-strongly convex and twice continuously differentiable, so that they converge from every start
 * (Boyd and Vandenberghe, Convex Optimization, 2004, section 9.5.3).
 */
final class ChainProximal {
    /** Each step is a solve of order T; a handful is enough unless sℓ is near 1. */
    private static final int STEPS = 200;

    /** Share of the predicted decrease, and how often a step may be halved: down to the rounding of x. */
    private static final double ARMIJO = 1e-4;

    private static final int HALVINGS = 50;

    private ChainProximal() {}

    static double[] minimiser(double[] a, double s) {
        double[] x = a.clone();
        double[] residual = residual(x, a, s);
        for (int step = 0; step < STEPS; step++) {
            double[] direction = newton(x, residual, s);
            double size = norm(residual);
            if (size == 0) {
                break;
            }
            double[] next = searched(x, direction, residual, a, s);
            double[] after = residual(next, a, s);
            // Near the end the value no longer shows progress, and the residual still does.
            if (!(norm(after) < size) && norm(direction) <= 1e-12 * (1 + norm(x))) {
                break;
            }
            x = next;
            residual = after;
        }
        return x;
    }

    private static double[] searched(double[] x, double[] direction, double[] residual, double[] a, double s) {
        double before = value(x, a, s);
        double predicted = 0;
        for (int i = 0; i < x.length; i++) {
            predicted += residual[i] * direction[i];
        }
        double rounding = 1e-14 * (1 + Math.abs(before));
        double t = 1;
        for (int i = 0; i < HALVINGS; i++) {
            double[] candidate = moved(x, t, direction);
            if (value(candidate, a, s) <= before - ARMIJO * t * predicted + rounding) {
                return candidate;
            }
            t /= 2;
        }
        return x;
    }

    /** \((I + s\nabla^2\chi)^{-1}r\) by elimination, stable for a positive definite tridiagonal matrix. */
    private static double[] newton(double[] x, double[] residual, double s) {
        double[] pivot = Chi.diagonal(x);
        double[] beside = Chi.beside(x);
        double[] solution = residual.clone();
        for (int i = 0; i < pivot.length; i++) {
            pivot[i] = 1 + s * pivot[i];
            if (i > 0) {
                double factor = s * beside[i - 1] / pivot[i - 1];
                pivot[i] -= factor * s * beside[i - 1];
                solution[i] -= factor * solution[i - 1];
            }
        }
        for (int i = pivot.length - 1; i >= 0; i--) {
            if (i + 1 < pivot.length) {
                solution[i] -= s * beside[i] * solution[i + 1];
            }
            solution[i] /= pivot[i];
        }
        return solution;
    }

    private static double[] residual(double[] x, double[] a, double s) {
        double[] residual = Chi.gradient(x);
        for (int i = 0; i < x.length; i++) {
            residual[i] = x[i] - a[i] + s * residual[i];
        }
        return residual;
    }

    private static double value(double[] x, double[] a, double s) {
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
            sum += (x[i] - a[i]) * (x[i] - a[i]);
        }
        return sum / 2 + s * Chi.value(x);
    }

    private static double[] moved(double[] x, double t, double[] direction) {
        double[] moved = x.clone();
        for (int i = 0; i < x.length; i++) {
            moved[i] -= t * direction[i];
        }
        return moved;
    }

    private static double norm(double[] x) {
        double sum = 0;
        for (double entry : x) {
            sum += entry * entry;
        }
        return Math.sqrt(sum);
    }
}
