package org.plumbline.theory.judge;

import org.plumbline.random.RandomStream;

/** Errors with known exponents: \(\ln E = \sum\) of local slopes times \(\ln\epsilon\) steps, plus normal noise. */
final class SyntheticRates {
    private static final double[] EPSILONS = {1.0 / 4, 1.0 / 8, 1.0 / 16, 1.0 / 32};

    private SyntheticRates() {}

    /** The deviation of the fitted slope: \(\sum (u - \bar u)^2 = 5 \ln^2 2\) over three halvings. */
    static double slopeDeviation(double noise) {
        return noise / (Math.log(2) * Math.sqrt(5));
    }

    static RateData powerLaw(double slope, double noise, int seeds, RandomStream stream) {
        return local(new double[] {slope, slope, slope}, noise, seeds, stream);
    }

    static RateData local(double[] slopes, double noise, int seeds, RandomStream stream) {
        double[][] errors = new double[seeds][EPSILONS.length];
        for (double[] row : errors) {
            double exact = 0;
            for (int i = 0; i < row.length; i++) {
                exact -= i == 0 ? 0 : slopes[i - 1] * Math.log(2);
                row[i] = Math.exp(exact + noise * stream.gaussian());
            }
        }
        return new RateData(EPSILONS, errors, 0);
    }

    /** One seed per slope, each an exact power law. */
    static RateData exact(double... slopes) {
        double[][] errors = new double[slopes.length][EPSILONS.length];
        for (int seed = 0; seed < slopes.length; seed++) {
            for (int i = 0; i < EPSILONS.length; i++) {
                errors[seed][i] = Math.pow(EPSILONS[i], slopes[seed]);
            }
        }
        return new RateData(EPSILONS, errors, 0);
    }

    static RateData withFailures(RateData data, int failures) {
        return new RateData(data.epsilons(), data.errorsBySeed(), failures);
    }
}
