package org.plumbline.theory.claim.bias;

/**
 * The bound that k inner steps of biased, noisy gradient descent respect: the one-step recursion iterated from the gap
 * \(\delta_0\), with \(q = 1 - \tau\mu\),
 * \[ \mathbb E\,\delta_k \le q^k\delta_0 + (1-q^k)\Bigl(\frac{b^2}{2\mu} + \frac{\tau Lv}{2\mu}\Bigr). \]
 *
 * @param gap \(\delta_0\), at least 0
 * @param mu μ, positive
 * @param smoothness L
 * @param step \(\tau \le 1/L\)
 * @param bias b, at least 0
 * @param variance v, at least 0
 */
record Envelope(double gap, double mu, double smoothness, double step, double bias, double variance) {
    /** The bound at step k. */
    double at(int k) {
        // log1p and expm1 keep the digits of q^k and 1 - q^k where τμ is small.
        double exponent = k * Math.log1p(-step * mu);
        return Math.exp(exponent) * gap - Math.expm1(exponent) * floor();
    }

    /** \(b^2/(2\mu) + \tau Lv/(2\mu)\), the limit. */
    double floor() {
        return (bias * bias + step * smoothness * variance) / (2 * mu);
    }

    /** The bound of somebody who takes the gradient for unbiased. */
    Envelope withoutBias() {
        return new Envelope(gap, mu, smoothness, step, 0, variance);
    }
}
