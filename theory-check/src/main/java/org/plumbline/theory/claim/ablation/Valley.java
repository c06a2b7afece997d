package org.plumbline.theory.claim.ablation;

import java.util.Arrays;

/**
 * The valley of a curve: the stretch on which it is at most four times its least value. Its ends lie between two points of
 * the grid by logarithms, and at the end of the grid where the curve does not rise so far; its place is the middle of its
 * ends, by logarithms, which is steadier than the place of the least value.
 *
 * @param place the middle
 * @param depth the least value
 */
record Valley(double place, double depth) {
    /** On \(a\sigma^2 + c/(\sigma^2n)\) the stretch reaches 2.8 times to either side of the least value. */
    private static final double RISE = 4;

    /**
     * The valley of a curve.
     *
     * @param at abscissae, positive and in order
     * @param errors positive, at least one finite
     * @return the valley
     */
    static Valley of(double[] at, double[] errors) {
        double depth = Arrays.stream(errors).min().orElseThrow();
        double level = RISE * depth;
        int first = 0;
        while (errors[first] > level) {
            first++;
        }
        int last = errors.length - 1;
        while (errors[last] > level) {
            last--;
        }
        double left = crossing(at, errors, level, first, first - 1);
        double right = crossing(at, errors, level, last, last + 1);
        return new Valley(Math.sqrt(left * right), depth);
    }

    private static double crossing(double[] at, double[] errors, double level, int inside, int outside) {
        if (outside < 0 || outside == at.length) {
            return at[inside];
        }
        double share = Math.log(level / errors[inside]) / Math.log(errors[outside] / errors[inside]);
        return at[inside] * Math.pow(at[outside] / at[inside], share);
    }
}
