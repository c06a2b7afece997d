package org.plumbline.problem.separable;

/**
 * A loss of the distance alone, \(\ell(y,z) = k(y-z)\). So \(\ell_z = -\ell_y\), \(\ell_{yz} = -\ell_{yy}\), and the
 * solution z + const moves with z.
 */
interface ShiftedLoss extends CoordinateLoss {
    /** k. */
    double k(double u);

    /** k'. */
    double k1(double u);

    /** k''. */
    double k2(double u);

    /** The global minimiser of k. */
    double bottom();

    @Override
    default double value(double y, double z) {
        return k(y - z);
    }

    @Override
    default double slope(double y, double z) {
        return k1(y - z);
    }

    @Override
    default double curvature(double y, double z) {
        return k2(y - z);
    }

    @Override
    default double shift(double y, double z) {
        return -k1(y - z);
    }

    @Override
    default double mixed(double y, double z) {
        return -k2(y - z);
    }

    @Override
    default double solution(double z) {
        return z + bottom();
    }

    @Override
    default double pulledBack(double derivative, double solution) {
        return derivative;
    }

    /** An error δ of y puts sδ into one form and about k''δ into the other, and k'' is of order one. */
    @Override
    default double shiftAtPenalised(double y, double z, double s, double e) {
        return s < 1 ? -s * (e - y) : shift(y, z);
    }
}
