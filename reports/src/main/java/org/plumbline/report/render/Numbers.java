package org.plumbline.report.render;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Optional;
import org.plumbline.theory.statistics.Interval;

/** Numbers as people read them: four digits, a true minus sign, powers of ten in Unicode. Independent of the locale. */
public final class Numbers {
    private static final MathContext FOUR_DIGITS = new MathContext(4, RoundingMode.HALF_EVEN);
    private static final String SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹";
    private static final int LONGEST_PLAIN = 5;
    private static final char NARROW_SPACE = '\u202f';

    private Numbers() {}

    /**
     * A number to four digits.
     *
     * @param value any value
     * @return such as "0.9871", "−3.2×10⁻⁷", "∞", or "–" for a value that is not a number
     */
    public static String shortForm(double value) {
        if (Double.isNaN(value)) {
            return "–";
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "∞" : "−∞";
        }
        return exact(BigDecimal.valueOf(value).round(FOUR_DIGITS));
    }

    /**
     * An interval to four digits.
     *
     * @param interval the interval, if there is one
     * @return such as "[0.95, 1.04]", or "none"
     */
    public static String interval(Optional<Interval> interval) {
        return interval.map(i -> "[" + shortForm(i.lower()) + ", " + shortForm(i.upper()) + "]")
                .orElse("none");
    }

    /**
     * A count with its digits in groups of three.
     *
     * @param value any value
     * @return such as "1 234 567", with narrow spaces that do not break
     */
    public static String count(long value) {
        String digits = Long.toString(value);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < digits.length(); i++) {
            int left = digits.length() - i;
            boolean first = i == 0 || !Character.isDigit(digits.charAt(i - 1));
            if (left % 3 == 0 && !first) {
                text.append(NARROW_SPACE);
            }
            text.append(digits.charAt(i));
        }
        return text.toString().replace('-', '−');
    }

    /** The cell of a table: numbers as above, text as it is. */
    static String cell(Object value) {
        if (value instanceof Double number) {
            return shortForm(number);
        }
        return value instanceof Long number ? count(number) : String.valueOf(value);
    }

    /** All digits of a decimal number, plain if it is short and else with a power of ten. */
    static String exact(BigDecimal value) {
        BigDecimal stripped = value.stripTrailingZeros();
        int exponent = stripped.precision() - stripped.scale() - 1;
        if (stripped.signum() == 0) {
            return "0";
        }
        if (exponent >= -4 && exponent <= LONGEST_PLAIN) {
            return stripped.toPlainString().replace('-', '−');
        }
        String mantissa = stripped.movePointLeft(exponent).toPlainString().replace('-', '−');
        String power = power(exponent);
        return switch (mantissa) {
            case "1" -> power;
            case "−1" -> "−" + power;
            default -> mantissa + "×" + power;
        };
    }

    /** Ten to a power. */
    static String power(int exponent) {
        StringBuilder text = new StringBuilder("10");
        for (char c : Integer.toString(exponent).toCharArray()) {
            text.append(c == '-' ? '⁻' : SUPERSCRIPTS.charAt(c - '0'));
        }
        return text.toString();
    }
}
