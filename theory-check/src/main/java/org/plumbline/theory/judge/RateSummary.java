package org.plumbline.theory.judge;

import org.plumbline.theory.statistics.LogLogFit;

/**
 * The slopes in a {@link RateData}: per seed over the deciding accuracies, per seed over the last step, and their means.
 * Seeds are columns of one experiment, so that whatever resamples these slopes resamples a seed at all accuracies jointly.
 */
@SuppressWarnings("ArrayRecordComponent") // lives within one call of the rule
record RateSummary(double[] perSeedSlopes, double[] lastLocalSlopes, double[] localSlopes, double slopeOfMeanError) {
    static RateSummary of(RateData data) {
        double[] epsilons = data.epsilons();
        double[][] errors = data.errorsBySeed();
        RateData deciding = data.deciding();
        double[][] decidingErrors = deciding.errorsBySeed();
        int seeds = errors.length;
        double[] perSeed = new double[seeds];
        double[] last = new double[seeds];
        double[] local = new double[epsilons.length - 1];
        double[] meanError = new double[RateData.DECIDING];
        for (int seed = 0; seed < seeds; seed++) {
            perSeed[seed] =
                    LogLogFit.of(deciding.epsilons(), decidingErrors[seed]).slope();
            double[] own = LogLogFit.of(epsilons, errors[seed]).localSlopes();
            last[seed] = own[own.length - 1];
            for (int i = 0; i < local.length; i++) {
                local[i] += own[i] / seeds;
            }
            for (int i = 0; i < meanError.length; i++) {
                meanError[i] += decidingErrors[seed][i] / seeds;
            }
        }
        if (seeds == 0) {
            return new RateSummary(perSeed, last, new double[0], Double.NaN);
        }
        return new RateSummary(
                perSeed,
                last,
                local,
                LogLogFit.of(deciding.epsilons(), meanError).slope());
    }
}
