package org.plumbline.algorithm;

import org.plumbline.source.Citation;

/**
 * A published complexity \(\tilde O(\epsilon^{-r})\) under a stated criterion. Half of such a claim is its unit:
 * \(\|\nabla\Phi\| \le \epsilon'\) is \(\|\nabla\Phi\|^2 \le \epsilon\) with \(\epsilon = \epsilon'^2\), so an exponent in norm
 * units is twice the exponent in squared units.
 *
 * @param exponent r in the units of the source, positive
 * @param criterion the units of the source
 * @param regime the oracles for which it is stated
 * @param source where it is stated
 */
public record Rate(double exponent, Criterion criterion, Regime regime, Citation source) {
    /** What is driven below ε. */
    public enum Criterion {
        /** \(\mathbb E\|\nabla\Phi\|^2 \le \epsilon\). */
        SQUARED_NORM("E‖∇Φ‖² ≤ ε", true),
        /** \(\mathbb E\|\nabla\Phi\| \le \epsilon\). */
        NORM("E‖∇Φ‖ ≤ ε", true),
        /** A residual of the Karush-Kuhn-Tucker conditions, squared, below ε. */
        KKT_RESIDUAL("squared KKT residual ≤ ε", false),
        /** The squared gradient of a penalty problem in both variables, below ε. */
        PENALTY_STATIONARITY("squared gradient of the penalty problem ≤ ε", false),
        /** \(\mathbb E\|\nabla\Phi_\sigma\|^2 \le \epsilon\) for the penalty proxy at one \(\sigma\) that does not depend on ε. */
        PROXY("E‖∇Φ_σ‖² ≤ ε at one σ", false),
        /** Three squared residuals of the gradient reformulation, each below ε. */
        THREE_RESIDUALS("three squared residuals ≤ ε", false),
        /** The squared gradient of f in φ alone at \(\lambda^*\), without the implicit term, below ε. */
        DIRECT_PART("E‖f_φ(φ, λ*)‖² ≤ ε", false);

        private final String formula;
        private final boolean hypergradient;

        Criterion(String formula, boolean hypergradient) {
            this.formula = formula;
            this.hypergradient = hypergradient;
        }

        /**
         * The criterion as a formula.
         *
         * @return in Unicode
         */
        public String formula() {
            return formula;
        }

        /**
         * Whether it bounds \(\nabla\Phi\), and not another quantity whose rate must not be compared with the others'.
         *
         * @return true for the norm and its square
         */
        public boolean isOfHypergradient() {
            return hypergradient;
        }
    }

    /** The oracles for which a theorem is stated. */
    public enum Regime {
        /** Exact gradients; the complexity counts calls. */
        DETERMINISTIC("exact gradients"),
        /** Noisy gradients; the complexity counts samples. */
        STOCHASTIC("noisy gradients"),
        /** Means of finitely many terms; the complexity counts terms. */
        FINITE_SUM("finite sums");

        private final String words;

        Regime(String words) {
            this.words = words;
        }

        /**
         * The regime in words.
         *
         * @return a noun
         */
        public String words() {
            return words;
        }
    }

    /**
     * The exponent under the squared criterion.
     *
     * @return r with \(\tilde O(\epsilon^{-r})\) for a squared quantity below ε
     */
    public double squaredNormExponent() {
        return criterion == Criterion.NORM ? exponent / 2 : exponent;
    }

    /**
     * The exponent under the norm criterion.
     *
     * @return r with \(\tilde O(\epsilon^{-r})\) for an unsquared quantity below ε
     */
    public double normExponent() {
        return 2 * squaredNormExponent();
    }
}
