package org.plumbline.problem.separable;

/** Least and largest values of cosine and sine on intervals. */
final class Waves {
    private Waves() {}

    static double leastCos(double left, double right) {
        double trough = (2 * Math.ceil((left / Math.PI - 1) / 2) + 1) * Math.PI;
        return trough <= right ? -1 : Math.min(Math.cos(left), Math.cos(right));
    }

    static double leastSin(double left, double right) {
        return leastCos(left - Math.PI / 2, right - Math.PI / 2);
    }

    static double largestSin(double left, double right) {
        return -leastSin(-right, -left);
    }

    static double largestCos(double left, double right) {
        return -leastCos(left + Math.PI, right + Math.PI);
    }
}
