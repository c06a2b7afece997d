package org.plumbline.sampling;

/** The factors of the steps of one trajectory: discounts, once, and cumulative likelihood ratios, trajectory by trajectory. */
final class PathWeights {
    private final double discount;
    private double[] discounts = new double[0];
    private double[] ratios = new double[0];

    PathWeights(double discount) {
        this.discount = discount;
    }

    void prepare(int horizon) {
        if (discounts.length == horizon) {
            return;
        }
        discounts = new double[horizon];
        ratios = new double[horizon];
        double weight = 1;
        for (int t = 0; t < horizon; t++) {
            discounts[t] = weight;
            weight *= discount;
        }
    }

    /** Goes along the trajectory that begins at an index of the visited pairs. */
    void follow(int[] pairs, int from, double[] stepRatios) {
        double ratio = 1;
        for (int t = 0; t < ratios.length; t++) {
            ratio *= stepRatios[pairs[from + t]];
            ratios[t] = ratio;
        }
    }

    /** \(\gamma^t\). */
    double discount(int step) {
        return discounts[step];
    }

    /** \(\rho_t\). */
    double ratio(int step) {
        return ratios[step];
    }
}
