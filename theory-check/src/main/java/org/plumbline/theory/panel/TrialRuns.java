package org.plumbline.theory.panel;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.plumbline.algorithm.BilevelAlgorithm;
import org.plumbline.oracle.OracleCounts;
import org.plumbline.random.SeedTree;

/**
 * The runs of a method with one choice of constants, one a seed, as far as the shortest of them goes.
 *
 * @param curves one a seed; none if one of them failed
 * @param drawn what they drew, failed ones too
 */
record TrialRuns(List<Curve> curves, OracleCounts drawn) {
    /** Runs seed by seed; the first failure ends it. */
    static TrialRuns run(
            MeasuredRun runs, BilevelAlgorithm method, long iterations, double budget, int seeds, SeedTree branch) {
        List<Curve> curves = new ArrayList<>();
        OracleCounts drawn = OracleCounts.NONE;
        for (int seed = 0; seed < seeds; seed++) {
            Curve curve = runs.run(method, iterations, budget, branch.child("seed", seed));
            drawn = drawn.plus(curve.counts());
            if (curve.failed()) {
                return new TrialRuns(List.of(), drawn);
            }
            curves.add(curve);
        }
        return new TrialRuns(curves, drawn);
    }

    boolean failed() {
        return curves.isEmpty();
    }

    /** Measured points that all runs have. */
    int length() {
        return curves.stream().mapToInt(Curve::length).min().orElse(0);
    }

    /** The tail error of runs that end at a point, averaged over seeds. */
    double tail(int end) {
        return curves.stream().mapToDouble(curve -> curve.tail(end)).average().orElse(Double.NaN);
    }

    /** The first point at which the tail error is at most ε, there and at half of it: no lucky dip, no dying transient. */
    OptionalInt reaches(double epsilon) {
        for (int end = 4; end < length(); end++) {
            if (tail(end / 2) <= epsilon && tail(end) <= epsilon) {
                return OptionalInt.of(end);
            }
        }
        return OptionalInt.empty();
    }

    /** N of one run that ends at a point. */
    double samples(int end) {
        return curves.get(0).samples()[end];
    }

    /** t of that point. */
    long iterations(int end) {
        return curves.get(0).iterations()[end];
    }
}
