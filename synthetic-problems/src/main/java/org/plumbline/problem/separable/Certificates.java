package org.plumbline.problem.separable;

import java.util.OptionalDouble;
import org.plumbline.numeric.LinearMap;
import org.plumbline.problem.Box;
import org.plumbline.problem.UpperLoss;

/**
 * What is certified of \(g + \sigma f\) over the whole box of \(\varphi\). As \(\varphi\) runs through the box,
 * \(z_j = (C\varphi)_j\) runs through an interval around its value at the centre.
 *
 * <p>The PL modulus of a separable sum is the least of its coordinates' moduli \(\mu_j\): \(\tfrac12\|\nabla h\|^2 =
 * \sum_j \tfrac12 h_j'^2 \ge \sum_j \mu_j(h_j - h_j^*) \ge \min_j\mu_j\,(h - h^*)\), and moving one coordinate alone
 * shows that no larger number will do.
 *
 * <p>Nothing is kept between calls.
 */
final class Certificates {
    /** Beyond so many coordinates the search for the folds would take long, and nothing is certified for σ > 0. */
    static final int MOST_FOLDS = 10_000;

    /** The same for the search for the modulus, which takes milliseconds a coordinate. */
    static final int MOST_MODULI = 1_000;

    /** Rounding of \(C\varphi\), relative to the sizes that are summed. */
    private static final double OUTWARDS = 1e-13;

    /** Where no loss with certificates stands below. */
    static final Certificates NONE = new Certificates(null, null, null, null);

    private final CertifiedLoss loss;
    private final LinearMap c;
    private final Box box;
    private final UpperLoss upper;

    private Certificates(CertifiedLoss loss, LinearMap c, Box box, UpperLoss upper) {
        this.loss = loss;
        this.c = c;
        this.box = box;
        this.upper = upper;
    }

    static Certificates of(CertifiedLoss loss, LinearMap c, Box box, UpperLoss upper) {
        return new Certificates(loss, c, box, upper);
    }

    OptionalDouble sigmaBar() {
        if (this == NONE || c.rows() > MOST_FOLDS) {
            return OptionalDouble.empty();
        }
        double[][] z = images();
        double[] weight = upper.weight();
        double[] target = upper.target();
        double least = Double.POSITIVE_INFINITY;
        for (int j = 0; j < weight.length; j++) {
            if (weight[j] > 0) {
                least = Math.min(least, loss.fold(z[0][j], z[1][j], target[j]) / weight[j]);
            }
        }
        return OptionalDouble.of(least);
    }

    OptionalDouble penalisedModulus(double sigma) {
        if (sigma == 0) {
            return this == NONE ? OptionalDouble.empty() : OptionalDouble.of(loss.modulus());
        }
        if (this == NONE || c.rows() > MOST_MODULI || !(sigma < sigmaBar().orElseThrow())) {
            return OptionalDouble.empty();
        }
        double[][] z = images();
        double[] weight = upper.weight();
        double[] target = upper.target();
        double least = Double.POSITIVE_INFINITY;
        for (int j = 0; j < weight.length; j++) {
            double s = sigma * weight[j];
            least = Math.min(least, s > 0 ? loss.penalisedModulus(z[0][j], z[1][j], target[j], s) : loss.modulus());
        }
        return least > 0 ? OptionalDouble.of(least) : OptionalDouble.empty();
    }

    /** The lower and the upper ends of the intervals of z. */
    private double[][] images() {
        double[] center = box.lower();
        double[] radius = box.upper();
        double[] size = new double[center.length];
        for (int i = 0; i < center.length; i++) {
            double lower = center[i];
            size[i] = Math.max(Math.abs(lower), Math.abs(radius[i]));
            center[i] = (lower + radius[i]) / 2;
            radius[i] = (radius[i] - lower) / 2;
        }
        double[] low = new double[c.rows()];
        double[] high = new double[c.rows()];
        double[] rounding = new double[c.rows()];
        c.apply(center, low);
        c.applyAbsolute(radius, high);
        c.applyAbsolute(size, rounding);
        for (int j = 0; j < low.length; j++) {
            double middle = low[j];
            double reach = high[j] + OUTWARDS * rounding[j];
            low[j] = middle - reach;
            high[j] = middle + reach;
        }
        return new double[][] {low, high};
    }
}
