package org.plumbline.theory.panel;

import org.plumbline.oracle.OracleCounts;

/**
 * A run as it was measured: \(\|\nabla\Phi(\varphi_t)\|^2\) at equally spaced outer iterations, the first of them the start.
 *
 * @param iterations t, increasing from 0
 * @param samples N drawn up to then
 * @param squared \(\|\nabla\Phi(\varphi_t)\|^2\)
 * @param counts everything that was drawn, by kind
 * @param completed whether all iterations were made
 * @param failure why the run does not serve, or empty
 */
@SuppressWarnings("ArrayRecordComponent") // private to this package, made once, never written again
record Curve(
        long[] iterations, double[] samples, double[] squared, OracleCounts counts, boolean completed, String failure) {
    boolean failed() {
        return !failure.isEmpty();
    }

    int length() {
        return squared.length;
    }

    /** The mean over the later half of the iterates before a point: the tail criterion of a run that ends there. */
    double tail(int end) {
        return mean(end / 2, end);
    }

    /** The mean over all iterates before a point: the average criterion. */
    double average(int end) {
        return mean(0, end);
    }

    /** The smallest value up to and with a point, of which no theorem speaks. */
    double best(int end) {
        double best = squared[0];
        for (int i = 1; i <= end; i++) {
            best = Math.min(best, squared[i]);
        }
        return best;
    }

    private double mean(int from, int end) {
        double sum = 0;
        for (int i = from; i < end; i++) {
            sum += squared[i];
        }
        return sum / (end - from);
    }
}
