package org.plumbline.benchmark;

import org.apache.commons.rng.UniformRandomProvider;

/**
 * Normal variates by the transform of Box and Muller (1958) as loops that a compiler can vectorise: no branches, no calls, no
 * tables. A uniform variate is \(2^{-e}m\) with a geometric e, which are leading zeros, and a uniform \(m \in [1, 2)\), so that
 * \(-\ln u = e\ln 2 - \ln m\) needs a logarithm on [1, 2) only. The rival of the ziggurat, for benchmarks.
 */
final class BoxMuller {
    private static final double LN_2 = Math.log(2);
    private static final double UNIT = 0x1p-53;

    private final UniformRandomProvider bits;
    private final double[] exponent;
    private final double[] mantissa;
    private final double[] turn;

    /** Room for a number of pairs. */
    BoxMuller(UniformRandomProvider bits, int pairs) {
        this.bits = bits;
        exponent = new double[pairs];
        mantissa = new double[pairs];
        turn = new double[pairs];
    }

    /** Fills an array, twice as long as there are pairs. */
    void fill(double[] out) {
        int pairs = exponent.length;
        for (int k = 0; k < pairs; k++) {
            long word = bits.nextLong();
            exponent[k] = 1 + Long.numberOfLeadingZeros(bits.nextLong());
            mantissa[k] = 1 + (word >>> 11) * UNIT;
        }
        for (int k = 0; k < pairs; k++) {
            turn[k] = (bits.nextLong() >> 11) * UNIT * 2; // in [-1, 1), of half a turn
        }
        for (int k = 0; k < pairs; k++) {
            exponent[k] = Math.sqrt(2 * (exponent[k] * LN_2 - logarithm(mantissa[k])));
        }
        for (int k = 0; k < pairs; k++) {
            // A quarter of the angle, doubled twice: one polynomial each on [-π/4, π/4], and no case distinctions.
            double quarter = turn[k] * (Math.PI / 4);
            double sine = sine(quarter);
            double cosine = cosine(quarter);
            double sin = 2 * sine * cosine;
            double cos = 1 - 2 * sine * sine;
            double sinOfAll = 2 * sin * cos;
            double cosOfAll = 1 - 2 * sin * sin;
            out[k] = exponent[k] * cosOfAll;
            out[k + pairs] = exponent[k] * sinOfAll;
        }
    }

    /** \(\ln m = 2\operatorname{artanh}\frac{m-\sqrt2}{m+\sqrt2} + \frac12\ln2\), the argument below 0.1716. */
    static double logarithm(double m) {
        double t = (m - SQRT_2) / (m + SQRT_2);
        double s = t * t;
        double series = 1.0 / 15 + s * (1.0 / 17 + s * (1.0 / 19));
        series = 1.0 / 9 + s * (1.0 / 11 + s * (1.0 / 13 + s * series));
        series = 1 + s * (1.0 / 3 + s * (1.0 / 5 + s * (1.0 / 7 + s * series)));
        return 2 * t * series + 0.5 * LN_2;
    }

    private static final double SQRT_2 = Math.sqrt(2);

    /** On [-π/4, π/4]. */
    static double sine(double x) {
        double s = x * x;
        double series = 1.0 / 362880 - s * (1.0 / 39916800 - s * (1.0 / 6227020800L));
        return x * (1 - s * (1.0 / 6 - s * (1.0 / 120 - s * (1.0 / 5040 - s * series))));
    }

    /** On [-π/4, π/4]. */
    static double cosine(double x) {
        double s = x * x;
        double series = 1.0 / 40320 - s * (1.0 / 3628800 - s * (1.0 / 479001600 - s * (1.0 / 87178291200L)));
        return 1 - s * (0.5 - s * (1.0 / 24 - s * (1.0 / 720 - s * series)));
    }
}
