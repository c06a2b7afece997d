package org.plumbline.problem.pl;

import org.apache.commons.math3.analysis.solvers.BrentSolver;

/** \(\psi(y) = y + a \sin y\) with \(0 \lt a \lt 1\): strictly increasing, its slope between 1 − a and 1 + a. */
record SineLink(double a) {
    private static final int MAX_EVALUATIONS = 200;

    double value(double y) {
        return y + a * Math.sin(y);
    }

    double slope(double y) {
        return 1 + a * Math.cos(y);
    }

    double curvature(double y) {
        return -a * Math.sin(y);
    }

    /** \(\psi^{-1}(z)\), bracketed by z ± a, then polished by one Newton step to the last digits. */
    double inverse(double z) {
        BrentSolver brent = new BrentSolver(1e-15, 1e-14, 1e-15);
        double root = brent.solve(MAX_EVALUATIONS, y -> value(y) - z, z - a - 1e-9, z + a + 1e-9, z);
        return root - (value(root) - z) / slope(root);
    }
}
