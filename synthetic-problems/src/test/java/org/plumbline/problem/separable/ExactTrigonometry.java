package org.plumbline.problem.separable;

import java.math.BigDecimal;
import java.math.MathContext;

/** Sine and cosine by their Taylor series with 50 digits, of which the alternating sum loses ten for |x| ≤ 25. */
final class ExactTrigonometry {
    static final MathContext DIGITS = new MathContext(50);

    private static final BigDecimal NEGLIGIBLE = new BigDecimal("1e-52");

    private ExactTrigonometry() {}

    static BigDecimal sin(BigDecimal x) {
        return series(x, x, 1);
    }

    static BigDecimal cos(BigDecimal x) {
        return series(x, BigDecimal.ONE, 0);
    }

    private static BigDecimal series(BigDecimal x, BigDecimal first, int power) {
        BigDecimal square = x.multiply(x, DIGITS).negate();
        BigDecimal term = first;
        BigDecimal sum = first;
        for (int k = power + 1; term.abs().compareTo(NEGLIGIBLE) > 0; k += 2) {
            term = term.multiply(square, DIGITS).divide(BigDecimal.valueOf((long) k * (k + 1)), DIGITS);
            sum = sum.add(term, DIGITS);
        }
        return sum;
    }
}
