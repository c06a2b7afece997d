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

    /** The ranges of \(\psi'\) and \(\psi''\) on an interval of y. */
    private record Ranges(double slopeLow, double slopeHigh, double bendLow, double bendHigh) {
        static Ranges of(double a, double left, double right) {
            return new Ranges(
                    1 + a * Waves.leastCos(left, right),
                    1 + a * Waves.largestCos(left, right),
                    -a * Waves.largestSin(left, right),
                    -a * Waves.leastSin(left, right));
        }

        double bend() {
            return Math.max(Math.abs(bendLow), Math.abs(bendHigh));
        }
    }

    /** At least \(|q'''| = |3\psi'\psi'' + (\psi-z)\psi'''|\). */
    private double jerkBound(Ranges ranges, double residual) {
        return 3 * ranges.slopeHigh * ranges.bend() + loss.a() * residual;
    }

    private double residualBound(double left, double right, double z) {
        return Math.max(Math.abs(loss.link(left) - z), Math.abs(loss.link(right) - z));
    }

    /** The better of the product of the ranges of \(\psi - z\) and \(\psi'\), and Taylor's formula at the middle. */
    @Override
    public double slopeBelow(double left, double right, double z) {
        Ranges ranges = Ranges.of(loss.a(), left, right);
        double residual = loss.link(left) - z;
        double product = residual * (residual > 0 ? ranges.slopeLow : ranges.slopeHigh) + s * (left - e);
        double half = (right - left) / 2;
        double middle = (left + right) / 2;
        PenalisedCoordinate q = at(z);
        double jerk = jerkBound(ranges, residualBound(left, right, z));
        return Math.max(product, q.slope(middle) - half * (Math.abs(q.curvature(middle)) + half * jerk / 2));
    }

    /** The better of interval arithmetic in \(\psi'^2 + (\psi-z)\psi'' + s\), and its value at the middle less its change. */
    @Override
    public double curvatureBelow(double left, double right, double zLow, double zHigh) {
        Ranges ranges = Ranges.of(loss.a(), left, right);
        double from = loss.link(left) - zHigh;
        double to = loss.link(right) - zLow;
        double product = Math.min(
                Math.min(from * ranges.bendLow, from * ranges.bendHigh),
                Math.min(to * ranges.bendLow, to * ranges.bendHigh));
        double middle = (left + right) / 2;
        double jerk = jerkBound(ranges, Math.max(Math.abs(from), Math.abs(to)));
        double centred =
                Math.min(loss.curvature(middle, zLow), loss.curvature(middle, zHigh)) - jerk * (right - left) / 2;
        return s + Math.max(ranges.slopeLow * ranges.slopeLow + product, centred);
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
    public double mixedBound(double left, double right) {
        return Ranges.of(loss.a(), left, right).slopeHigh;
    }

    @Override
    public double curvatureBound(double left, double right, double z) {
        Ranges ranges = Ranges.of(loss.a(), left, right);
        return ranges.slopeHigh * ranges.slopeHigh + residualBound(left, right, z) * ranges.bend() + s;
    }
}
