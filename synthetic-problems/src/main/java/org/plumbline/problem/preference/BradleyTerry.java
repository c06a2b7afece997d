package org.plumbline.problem.preference;

/**
 * The Bradley–Terry model of one comparison: with the score difference z of the learnt reward, the first trajectory is
 * preferred with probability \(S(z) = 1/(1+e^{-z})\). Labels come from the same model with the true difference y, and
 * the loss is their expected cross-entropy
 * \[ \ell(z,y) = -S(y)\log S(z) - S(-y)\log S(-z) = S(y)\,\mathrm{sp}(-z) + S(-y)\,\mathrm{sp}(z), \qquad
 *    \mathrm{sp}(z) = \log(1+e^z), \]
 * two terms that are not negative, so nothing cancels and nothing overflows. It is even,
 * \(\ell(-z,-y) = \ell(z,y)\), convex in z, and least at z = y, where it is the entropy of the label. P. Christiano,
 * J. Leike, T. Brown, M. Martic, S. Legg, D. Amodei, "Deep reinforcement learning from human preferences", NeurIPS 2017,
 * eq. (1) and the loss below it; R. A. Bradley, M. E. Terry, Biometrika 39, 1952.
 */
final class BradleyTerry {
    private BradleyTerry() {}

    /** \(\log(1 + e^x)\). */
    static double softplus(double x) {
        return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
    }

    /** \(S(x) = 1/(1+e^{-x})\), with a small relative error at both ends. */
    static double probability(double x) {
        return 1 / (1 + Math.exp(-x));
    }

    /** \(\ell(z,y)\). */
    static double loss(double z, double y) {
        double tail = Math.log1p(Math.exp(-Math.abs(z)));
        return tail + Math.abs(z) * probability(z > 0 ? -y : y);
    }

    /**
     * \(\partial\ell/\partial z = S(z) - S(y)\), as \(S(z)\,S(-y)\,(1 - e^{y-z})\) where \(z \gt y\) and mirrored where
     * not, so that it has digits also where both probabilities are near 1, and overflow is out of reach.
     */
    static double slope(double z, double y) {
        return z > y
                ? -probability(z) * probability(-y) * Math.expm1(y - z)
                : probability(y) * probability(-z) * Math.expm1(z - y);
    }

    /** \(\partial\ell/\partial y = -z\,S(y)\,S(-y)\): what moving the label is worth. */
    static double labelSlope(double z, double y) {
        return -z * probability(y) * probability(-y);
    }
}
