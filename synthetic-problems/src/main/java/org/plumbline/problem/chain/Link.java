package org.plumbline.problem.chain;

/**
 * The two scalar functions of which a {@link Chain} is made, with their derivatives. Both come from the smooth step
 * \(S(t) = t^4(35 - 84t + 70t^2 - 20t^3)\) on [0, 1], constant outside, which is three times continuously
 * differentiable with \(S' = 140\,t^3(1-t)^3\) and \(S(t) + S(1-t) = 1\):
 * <ul>
 *   <li>\(\Psi(x) = 2S(x - \tfrac12)\): 0 for \(x \le \tfrac12\), nondecreasing, \(\Psi(1) = 1\), 2 for
 *       \(x \ge \tfrac32\);
 *   <li>\(\Theta(x) = \int_{-\infty}^x S(2 - |u|)\,du\): positive and increasing with slope 1 on [−1, 1], slope 0 for
 *       \(|x| \ge 2\), from 0 to 3.
 * </ul>
 */
final class Link {
    /** \(\sup\Psi\). */
    static final double PSI = 2;

    /** \(\sup\Psi' = 2 \cdot 140/64\), at 1. */
    static final double PSI_SLOPE = 35.0 / 8;

    /**
     * \(\sup|\Psi''| = 2\sup 420\,t^2(1-t)^2|1-2t|\): with u = 1 − 2t, \((1-u^2)^2u/16\) is largest at
     * \(u^2 = \tfrac15\), where it is \(1/(25\sqrt5)\).
     */
    static final double PSI_CURVATURE = 840 / (25 * Math.sqrt(5));

    /** \(\sup\Theta\): 2 from the slope of one, ½ from either end. */
    static final double THETA = 3;

    /** \(\sup|\Theta''| = \sup S' = 140/64\). */
    static final double THETA_CURVATURE = 35.0 / 16;

    private Link() {}

    static double psi(double x) {
        return 2 * step(x - 0.5);
    }

    static double psiSlope(double x) {
        return 2 * stepSlope(x - 0.5);
    }

    static double psiCurvature(double x) {
        return 2 * stepCurvature(x - 0.5);
    }

    /** By the symmetry \(\Theta(x) + \Theta(-x) = 3\). */
    static double theta(double x) {
        if (x > 0) {
            return THETA - theta(-x);
        }
        if (x >= -1) {
            return 1.5 + x;
        }
        double t = Math.max(x + 2, 0);
        double square = t * t;
        // The integral of S from 0 to t.
        return square * square * t * (7 + t * (-14 + t * (10 - 2.5 * t)));
    }

    static double thetaSlope(double x) {
        return step(2 - Math.abs(x));
    }

    static double thetaCurvature(double x) {
        return -Math.signum(x) * stepSlope(2 - Math.abs(x));
    }

    private static double step(double t) {
        if (t <= 0) {
            return 0;
        }
        if (t >= 1) {
            return 1;
        }
        if (t > 0.5) {
            return 1 - step(1 - t);
        }
        double square = t * t;
        return square * square * (35 + t * (-84 + t * (70 - 20 * t)));
    }

    private static double stepSlope(double t) {
        double x = t > 0 && t < 1 ? t * (1 - t) : 0;
        return 140 * x * x * x;
    }

    private static double stepCurvature(double t) {
        double x = t > 0 && t < 1 ? t * (1 - t) : 0;
        return 420 * x * x * (1 - 2 * t);
    }
}
