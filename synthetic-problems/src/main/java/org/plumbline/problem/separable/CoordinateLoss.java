package org.plumbline.problem.separable;

/**
 * The loss \(\ell(y, z)\) of one coordinate of a separable lower level, y the lower variable and \(z = (C\varphi)_j\).
 * Its least value over y does not depend on z, so that \(\ell_z = 0\) at the solution \(\lambda^*(z)\).
 */
interface CoordinateLoss {
    /** \(\ell\). */
    double value(double y, double z);

    /** \(\ell_y\). */
    double slope(double y, double z);

    /** \(\ell_{yy}\). */
    double curvature(double y, double z);

    /** \(\ell_z\). */
    double shift(double y, double z);

    /** \(\ell_{yz}\). */
    double mixed(double y, double z);

    /** The least value over y. */
    double optimum();

    /** \(\ell - \min \ell\), without cancellation near the solution. */
    double gap(double y, double z);

    /** \(\lambda^*(z)\), a global minimiser. */
    double solution(double z);

    /**
     * The stationary point farthest from the solution: beyond it and beyond the solution the loss only grows. It is
     * the solution itself where the loss has no other stationary point.
     */
    default double farthestStationary(double solution, double z) {
        return solution;
    }

    /** A derivative with respect to y at the solution, times \((\lambda^*)'(z)\) there. */
    double pulledBack(double derivative, double solution);

    /** At least \(|\ell_{yy}|\) on an interval of y. */
    double curvatureBound(double left, double right, double z);

    /** At least \(|\ell_{yyy}|\) on an interval of y. */
    double jerkBound(double left, double right, double z);

    /**
     * \(\ell_z\) at the minimiser y of \(\ell + \tfrac12 s (y-e)^2\), where \(\ell_y = s(e-y)\): of that form and
     * {@link #shift} the one with less rounding. Where s is small, \(\ell_z\) is of order s and all its digits come
     * from \(s(e-y)\).
     */
    double shiftAtPenalised(double y, double z, double s, double e);
}
