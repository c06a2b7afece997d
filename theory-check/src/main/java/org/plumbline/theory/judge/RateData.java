package org.plumbline.theory.judge;

import java.util.Arrays;
import org.plumbline.theory.statistics.Require;

/**
 * The errors that one schedule reached at falling target accuracies, seed by seed: the input of {@link RateRule}. A
 * seed is one independent run (or one random instance) at every \(\epsilon\); a seed with a run that diverged or was
 * projected in its later half, at any \(\epsilon\), has no row and is counted as failed.
 *
 * @param epsilons target accuracies \(\epsilon\) in the squared criterion, positive, strictly falling; at least four, of
 *     which the last four span three halvings (a factor of 8) or more; cloned both ways
 * @param errorsBySeed measured errors \(E\), positive and finite, {@code [seed][epsilon]}; cloned both ways
 * @param failedSeeds how many seeds failed, at least 0
 */
@SuppressWarnings("ArrayRecordComponent") // cloned both ways; equality is of identity
public record RateData(double[] epsilons, double[][] errorsBySeed, int failedSeeds) {
    /** How many of the smallest \(\epsilon\) decide: three halvings. */
    public static final int DECIDING = 4;

    /** The last \(\epsilon\) may miss the factor of 8 by rounding, and by no more. */
    private static final double ROUNDING = 1e-9;

    /** Clones the arrays and refuses values outside their ranges. */
    public RateData {
        epsilons = epsilons.clone();
        errorsBySeed = deepClone(errorsBySeed);
        Require.atLeast("number of failed seeds", failedSeeds, 0);
        Require.atLeast("number of epsilons", epsilons.length, DECIDING);
        for (int i = 0; i < epsilons.length; i++) {
            Require.positive("epsilon[" + i + "]", epsilons[i]);
            if (i > 0 && epsilons[i] >= epsilons[i - 1]) {
                throw new IllegalArgumentException("epsilon[" + i + "] (" + epsilons[i]
                        + ") must be below its predecessor (" + epsilons[i - 1] + "): list them from large to small.");
            }
        }
        double span = epsilons[epsilons.length - DECIDING] / epsilons[epsilons.length - 1];
        if (span < 8 * (1 - ROUNDING)) {
            throw new IllegalArgumentException("The last four epsilons span a factor (" + span
                    + ") that must be at least 8, three halvings: a slope over less is mostly noise.");
        }
        for (int seed = 0; seed < errorsBySeed.length; seed++) {
            if (errorsBySeed[seed].length != epsilons.length) {
                throw new IllegalArgumentException("Seed " + seed + " has " + errorsBySeed[seed].length
                        + " errors and must have one for each of the " + epsilons.length + " epsilons.");
            }
            for (int i = 0; i < epsilons.length; i++) {
                if (!Double.isFinite(errorsBySeed[seed][i]) || errorsBySeed[seed][i] <= 0) {
                    throw new IllegalArgumentException("The error of seed " + seed + " at epsilon " + epsilons[i]
                            + " (" + errorsBySeed[seed][i] + ") must be positive and finite. Leave out a diverged seed"
                            + " and count it in failedSeeds.");
                }
            }
        }
    }

    @Override
    public double[] epsilons() {
        return epsilons.clone();
    }

    @Override
    public double[][] errorsBySeed() {
        return deepClone(errorsBySeed);
    }

    /**
     * How many seeds finished.
     *
     * @return the number of rows
     */
    public int seeds() {
        return errorsBySeed.length;
    }

    /**
     * The part that decides: the four smallest \(\epsilon\).
     *
     * @return data of the same seeds
     */
    public RateData deciding() {
        double[][] rows = new double[errorsBySeed.length][];
        for (int seed = 0; seed < rows.length; seed++) {
            rows[seed] = last(errorsBySeed[seed]);
        }
        return new RateData(last(epsilons), rows, failedSeeds);
    }

    private static double[] last(double[] values) {
        return Arrays.copyOfRange(values, values.length - DECIDING, values.length);
    }

    private static double[][] deepClone(double[][] rows) {
        double[][] copy = new double[rows.length][];
        for (int i = 0; i < rows.length; i++) {
            copy[i] = rows[i].clone();
        }
        return copy;
    }
}
