package org.plumbline.problem.separable;

/** \(q(u;t) = k(u) + \tfrac12 s(u-t)^2\) with k of Karimi's loss; \(q_{ut} = -s\). */
record KarimiSide(KarimiLoss loss, double s) implements PenalisedSide {
    @Override
    public PenalisedCoordinate at(double t) {
        return new PenalisedCoordinate(loss, 0, s, t);
    }

    @Override
    public double minimiser(double t) {
        return at(t).minimiser(0);
    }

    /**
     * The exact minimum of \(q' = (2+s)u + c\sin 2u - st\), which is at an end or where \(q''\) changes its sign from −
     * to +: at \(2u = 2\pi m - \arccos(-\tfrac{2+s}{2c})\). From one of these to the next q' grows, so the first counts.
     */
    @Override
    public double slopeBelow(double left, double right, double t) {
        double least = Math.min(slope(left, t), slope(right, t));
        double cosine = -(2 + s) / (2 * loss.c());
        if (cosine <= -1) {
            return least;
        }
        double offset = Math.acos(cosine) / 2;
        double trough = Math.ceil((left + offset) / Math.PI) * Math.PI - offset;
        return trough < right ? Math.min(least, slope(trough, t)) : least;
    }

    private double slope(double u, double t) {
        return loss.k1(u) + s * (u - t);
    }

    @Override
    public double curvatureBelow(double left, double right, double tLow, double tHigh) {
        return 2 + s + 2 * loss.c() * Waves.leastCos(2 * left, 2 * right);
    }

    /**
     * For \(u \ge 0\): \(q' \ge (2+s)(u-b)\) with \((2+s)b = c + st_{\max}\), and, as \(k(u) \le (u+\sqrt c)^2\),
     * \(q - \min q \le q \le (1+\tfrac s2)(u-b')^2\) with \(b' = \min(-\sqrt c, t_{\min}) \le b\). The ratio of the
     * squares grows with \(u \gt b\).
     */
    @Override
    public double tailBelow(double u, double tLow, double tHigh) {
        double b = (loss.c() + s * tHigh) / (2 + s);
        double ratio = (u - b) / (u - Math.min(-Math.sqrt(loss.c()), tLow));
        return u > Math.max(b, 0) ? (2 + s) * ratio * ratio : 0;
    }

    @Override
    public double mixedBound(double left, double right) {
        return s;
    }

    @Override
    public double curvatureBound(double left, double right, double t) {
        return 2 + s + 2 * loss.c();
    }
}
