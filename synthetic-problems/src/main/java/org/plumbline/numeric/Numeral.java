package org.plumbline.numeric;

import java.util.Locale;
import org.apache.commons.math3.complex.Complex;

/** Numbers as messages show them: six significant digits, no trailing zeros, the same in every locale. */
final class Numeral {
    private Numeral() {}

    static String of(double x) {
        return Double.isFinite(x)
                ? Double.toString(Double.parseDouble(String.format(Locale.ROOT, "%.6g", x)))
                : Double.toString(x);
    }

    /** An eigenvalue of a real matrix, which has its conjugate beside it. */
    static String of(Complex z) {
        return z.getImaginary() == 0 ? of(z.getReal()) : of(z.getReal()) + " ± " + of(Math.abs(z.getImaginary())) + "i";
    }
}
