package org.plumbline.problem.separable;

/**
 * Folds of Karimi's loss, with \(u = y - z\) and \(t = e - z\): \(S = k'(u)/(t-u)\), and a fold has \(k''(u) \lt 0\)
 * and \(t - u \ge k'(u)/|k''(u)|\). As k is even, take \(t \gt 0\). At each u a larger t makes S smaller and keeps a
 * fold one: the largest t is the worst.
 *
 * @param loss k
 * @param to the largest |t|
 */
record KarimiFold(KarimiLoss loss, double to) implements Fold {
    @Override
    public double from() {
        return 0;
    }

    @Override
    public double below(double left, double right) {
        double curvature = 2 + 2 * loss.c() * Waves.leastCos(2 * left, 2 * right);
        double slope = new KarimiSide(loss, 0).slopeBelow(left, right, 0);
        return curvature < 0 && slope <= -curvature * (to - left) ? slope / (to - left) : Double.POSITIVE_INFINITY;
    }

    @Override
    public double at(double u) {
        double curvature = loss.k2(u);
        double slope = loss.k1(u);
        return curvature < 0 && slope <= -curvature * (to - u) ? slope / (to - u) : Double.POSITIVE_INFINITY;
    }
}
