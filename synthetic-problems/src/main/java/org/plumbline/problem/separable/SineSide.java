package org.plumbline.problem.separable;

/** \(q(y;z) = \tfrac12(\psi(y)-z)^2 + \tfrac12 s(y-e)^2\); \(q_{yz} = -\psi'\). */
record SineSide(SineLoss loss, double e, double s) implements PenalisedSide {
    @Override
    public PenalisedCoordinate at(double z) {
        return new PenalisedCoordinate(loss, z, s, e);
    }

    @Override
    public double minimiser(double z) {
        return at(z).minimiser(loss.solution(z));
    }

    /** The better of the product of the ranges of \(\psi - z\) and \(\psi'\), and Taylor's formula at the middle. */
    @Override
    public double slopeBelow(double left, double right, double z) {
        double residual = loss.link(left) - z;
        double factor = residual > 0
                ? 1 + loss.a() * Waves.leastCos(left, right)
                : 1 + loss.a() * Waves.largestCos(left, right);
        double product = residual * factor + s * (left - e);
        double half = (right - left) / 2;
        PenalisedCoordinate q = at(z);
        double middle = (left + right) / 2;
        double taylor =
                q.slope(middle) - half * (Math.abs(q.curvature(middle)) + half * loss.jerkBound(left, right, z) / 2);
        return Math.max(product, taylor);
    }

    /** The better of interval arithmetic in \(\psi'^2 + (\psi-z)\psi'' + s\), and its value at the middle less its change. */
    @Override
    public double curvatureBelow(double left, double right, double zLow, double zHigh) {
        double a = loss.a();
        double slope = 1 + a * Waves.leastCos(left, right);
        double lowest = -a * Waves.largestSin(left, right);
        double highest = -a * Waves.leastSin(left, right);
        double from = loss.link(left) - zHigh;
        double to = loss.link(right) - zLow;
        double product = Math.min(Math.min(from * lowest, from * highest), Math.min(to * lowest, to * highest));
        double middle = (left + right) / 2;
        double jerk = Math.max(loss.jerkBound(left, right, zLow), loss.jerkBound(left, right, zHigh));
        double centred =
                Math.min(loss.curvature(middle, zLow), loss.curvature(middle, zHigh)) - jerk * (right - left) / 2;
        return s + Math.max(slope * slope + product, centred);
    }

    /**
     * \(q' \ge (1-a)(y-a-z_{\max}) + s(y-e) = A(y-b)\) with \(A = 1-a+s\), where \(y \ge a + z_{\max}\), and
     * \(q - \min q \le q \le \tfrac12(1+s)(y-b')^2\) with \(b' = \min(z_{\min}-a, e) \le b\). The ratio of the squares
     * grows with \(y \gt b\).
     */
    @Override
    public double tailBelow(double y, double zLow, double zHigh) {
        double a = loss.a();
        double slope = 1 - a + s;
        double b = ((1 - a) * (a + zHigh) + s * e) / slope;
        double ratio = (y - b) / (y - Math.min(zLow - a, e));
        return y > Math.max(b, a + zHigh) ? slope * slope / (1 + s) * ratio * ratio : 0;
    }

    @Override
    public double mixedBound() {
        return 1 + loss.a();
    }

    @Override
    public double curvatureBound(double left, double right, double z) {
        return loss.curvatureBound(left, right, z) + s;
    }
}
