package org.plumbline.problem.separable;

/**
 * A coordinate's loss that is PL, with one minimiser for each z, at which its curvature is positive; and certificates for
 * \(q(y) = \ell(y,z) + \tfrac12 s(y-e)^2\) over intervals of z.
 */
interface CertifiedLoss extends CoordinateLoss {
    /** The PL modulus of \(\ell(\cdot, z)\), the same for all z. */
    double modulus();

    /**
     * At most the least \(s \gt 0\) for which q has a stationary point with \(q'' \le 0\) for some z of the interval,
     * and infinite if there is none. For all smaller s, and all z of the interval, q has one stationary point.
     */
    double fold(double zLow, double zHigh, double e);

    /**
     * At most the infimum of \(\tfrac12 q'^2/(q - \min q)\) over y and over z of the interval, for s below the fold.
     * It may be 0 where nothing better could be proved.
     */
    double penalisedModulus(double zLow, double zHigh, double e, double s);
}
