package org.plumbline.algorithm;

import org.plumbline.source.Citation;

/**
 * A published sample complexity \(N = \tilde O(\epsilon^{-r})\) under a stated criterion. Half of such a claim is its
 * unit: \(\|\nabla\Phi\| \le \epsilon'\) is \(\|\nabla\Phi\|^2 \le \epsilon\) with \(\epsilon = \epsilon'^2\), so an
 * exponent in norm units is twice the exponent in squared units.
 *
 * @param exponent r in the units of the source, positive
 * @param criterion the units of the source
 * @param source where it is stated
 */
public record Rate(double exponent, Criterion criterion, Citation source) {
    /** What is driven below ε. */
    public enum Criterion {
        /** \(\mathbb E\|\nabla\Phi\|^2 \le \epsilon\). */
        SQUARED_NORM("E‖∇Φ‖² ≤ ε"),
        /** \(\mathbb E\|\nabla\Phi\| \le \epsilon\). */
        NORM("E‖∇Φ‖ ≤ ε");

        private final String formula;

        Criterion(String formula) {
            this.formula = formula;
        }

        /**
         * The criterion as a formula.
         *
         * @return in Unicode
         */
        public String formula() {
            return formula;
        }
    }

    /**
     * The exponent under the squared criterion.
     *
     * @return r with \(N = \tilde O(\epsilon^{-r})\) for \(\mathbb E\|\nabla\Phi\|^2 \le \epsilon\)
     */
    public double squaredNormExponent() {
        return criterion == Criterion.SQUARED_NORM ? exponent : exponent / 2;
    }

    /**
     * The exponent under the norm criterion.
     *
     * @return r with \(N = \tilde O(\epsilon^{-r})\) for \(\mathbb E\|\nabla\Phi\| \le \epsilon\)
     */
    public double normExponent() {
        return 2 * squaredNormExponent();
    }
}
