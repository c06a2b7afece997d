package org.plumbline.problem.quadratic;

import org.plumbline.numeric.RefusedException;

/**
 * The rank of a matrix whose entries are rounded. Relative to the largest, a singular value up to 10⁻¹² is zero (rounding
 * of the entries leaves about 10⁻¹⁵), and one above 10⁻⁸ is not; in between, data and rounding cannot be told
 * apart, and every inverse would be made of rounding: refused.
 */
final class NumericalRank {
    private static final double ZERO = 1e-12;
    private static final double CERTAIN = 1e-8;

    private NumericalRank() {}

    /** How many singular values, in falling order, are not zero. */
    static int of(String name, double[] values) {
        int rank = 0;
        for (double value : values) {
            double share = value / values[0];
            if (share > CERTAIN) {
                rank++;
            } else if (share > ZERO) {
                throw new RefusedException(name + " (a singular value of " + value + ", the largest "
                        + values[0] + ") must have singular values above " + CERTAIN + " or at most " + ZERO
                        + " of the largest, or its rank is uncertain. Maybe make the small ones 0.");
            }
        }
        if (rank == 0) {
            throw new RefusedException(
                    name + " (zero) must have a positive singular value. Maybe give it one nonzero entry.");
        }
        return rank;
    }
}
