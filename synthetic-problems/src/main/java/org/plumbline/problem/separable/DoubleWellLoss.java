package org.plumbline.problem.separable;

/**
 * \(k(u) = \tfrac14(u^2-1)^2 + tu\) with \(0 \lt t \lt 2/(3\sqrt3)\): \(k' = u^3 - u + t\) has three real roots, the
 * deep well below −1, a local maximum, and the shallow well between \(1/\sqrt3\) and 1.
 */
record DoubleWellLoss(double tilt) implements ShiftedLoss {
    /** From here on the shallow well is no more: k' has a double root at \(1/\sqrt3\). */
    static final double LARGEST_TILT = 2 / (3 * Math.sqrt(3));

    @Override
    public double k(double u) {
        double square = u * u - 1;
        return square * square / 4 + tilt * u;
    }

    @Override
    public double k1(double u) {
        return u * (u * u - 1) + tilt;
    }

    @Override
    public double k2(double u) {
        return 3 * u * u - 1;
    }

    /** The root of smallest value: \(-\tfrac{2}{\sqrt3}\cos(\tfrac13\arccos(\tfrac{3\sqrt3}{2}t))\). */
    @Override
    public double bottom() {
        return root(-2 / Math.sqrt(3) * Math.cos(Math.acos(tilt / LARGEST_TILT) / 3));
    }

    /** The local minimum that is not global. */
    double shallowWell() {
        return root(2 / Math.sqrt(3) * Math.cos(Math.acos(-tilt / LARGEST_TILT) / 3));
    }

    /** One Newton step takes the closed form to the last digits. */
    private double root(double u) {
        return u - k1(u) / k2(u);
    }

    @Override
    public double optimum() {
        return k(bottom());
    }

    /** Taylor's formula at the deep well, which is finite: \(k''\delta^2/2 + k'''\delta^3/6 + \delta^4/4\). */
    @Override
    public double gap(double y, double z) {
        double well = bottom();
        double delta = y - z - well;
        return delta * delta * (k2(well) / 2 + well * delta + delta * delta / 4);
    }

    @Override
    public double farthestStationary(double solution, double z) {
        return z + shallowWell();
    }

    @Override
    public double curvatureBound(double left, double right, double z) {
        double u = Math.max(Math.abs(left - z), Math.abs(right - z));
        return Math.max(1, k2(u));
    }

    @Override
    public double jerkBound(double left, double right, double z) {
        return 6 * Math.max(Math.abs(left - z), Math.abs(right - z));
    }
}
