package org.plumbline.problem.separable;

/** \(k(u) = u^2 + c\sin^2 u\): even, and for \(c \lt 4.60334\) with no stationary point but 0. */
record KarimiLoss(double c) implements ShiftedLoss, CertifiedLoss {
    @Override
    public double k(double u) {
        double sin = Math.sin(u);
        return u * u + c * sin * sin;
    }

    @Override
    public double k1(double u) {
        return 2 * u + c * Math.sin(2 * u);
    }

    @Override
    public double k2(double u) {
        return 2 + 2 * c * Math.cos(2 * u);
    }

    @Override
    public double bottom() {
        return 0;
    }

    @Override
    public double optimum() {
        return 0;
    }

    @Override
    public double gap(double y, double z) {
        return k(y - z);
    }

    @Override
    public double curvatureBound(double left, double right, double z) {
        return 2 + 2 * c;
    }

    @Override
    public double jerkBound(double left, double right, double z) {
        return 4 * c;
    }

    @Override
    public double modulus() {
        return KarimiModulus.of(this);
    }

    @Override
    public double fold(double zLow, double zHigh, double e) {
        return new KarimiFold(this, Math.max(Math.abs(e - zLow), Math.abs(e - zHigh))).least();
    }

    /** k is even, so the side below the minimisers is the side above those of the mirrored loss. */
    @Override
    public double penalisedModulus(double zLow, double zHigh, double e, double s) {
        ModulusSearch search = new ModulusSearch(new KarimiSide(this, s));
        return Math.min(search.infimum(e - zHigh, e - zLow), search.infimum(zLow - e, zHigh - e));
    }
}
