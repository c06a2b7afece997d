package org.plumbline.theory.judge;

import java.math.BigDecimal;
import java.math.MathContext;
import org.plumbline.theory.statistics.Interval;

/** Numbers as the rules write them: short, without trailing zeros, the same in every locale. */
final class Wording {
    private static final MathContext DIGITS = new MathContext(4);

    private Wording() {}

    static String number(double value) {
        if (!Double.isFinite(value)) {
            return Double.isNaN(value) ? "unknown" : value > 0 ? "infinity" : "-infinity";
        }
        BigDecimal rounded = BigDecimal.valueOf(value).round(DIGITS).stripTrailingZeros();
        return Math.abs(value) < 1e-4 || Math.abs(value) >= 1e7 ? rounded.toString() : rounded.toPlainString();
    }

    static String percent(double probability) {
        return number(100 * probability) + " %";
    }

    static String interval(Interval interval) {
        return "[" + number(interval.lower()) + ", " + number(interval.upper()) + "]";
    }
}
