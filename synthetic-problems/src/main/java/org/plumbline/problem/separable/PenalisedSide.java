package org.plumbline.problem.separable;

/**
 * The side \(y \ge y^*(\theta)\) of functions \(q(y;\theta)\), each with one stationary point \(y^*(\theta)\), where
 * \(q''\gt 0\), and with \(q_{y\theta} \le 0\): what {@link ModulusSearch} must know of it.
 */
interface PenalisedSide {
    /** \(q(\cdot;\theta)\) and its derivatives. */
    PenalisedCoordinate at(double theta);

    /** \(y^*(\theta)\). */
    double minimiser(double theta);

    /** At most \(q'\) on an interval of y. */
    double slopeBelow(double left, double right, double theta);

    /** At most \(q''\) on intervals of y and θ. */
    double curvatureBelow(double left, double right, double thetaLow, double thetaHigh);

    /** At most \(\tfrac12 q'^2/(q-\min q)\) for all larger y, or 0; as y grows it tends to a positive limit. */
    double tailBelow(double y, double thetaLow, double thetaHigh);

    /** At least \(|q_{y\theta}|\) on an interval of y. */
    double mixedBound(double left, double right);

    /** At least \(|q''|\) on an interval of y. */
    double curvatureBound(double left, double right, double theta);
}
