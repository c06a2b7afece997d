package org.plumbline.theory.panel;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.plumbline.theory.Plot;

/**
 * Data profiles: the share of (target, seed) pairs that a method solved with at most so many samples. A pair is solved where
 * the achieved tail error is at most twice the target; the factor is stated, because a run that is meant to end at the target
 * ends above it half of the time. All methods are judged on the targets that every one of them was given: those that only some
 * were given are the smallest, and would count against who was asked for more.
 *
 * <p>Source: Moré, Wild, "Benchmarking derivative-free optimization algorithms", SIAM J. Optim. 20 (2009), 172–191, §2
 * (recalled).
 */
final class DataProfile {
    private static final double FACTOR = 2;

    private DataProfile() {}

    static Plot plot(List<Standing> standings, List<String> chosen) {
        List<Plot.Series> series = new ArrayList<>();
        int common = standings.stream()
                .mapToInt(standing -> standing.contest().effort().targets())
                .min()
                .orElse(0);
        for (Standing standing : standings) {
            if (chosen.contains(standing.contest().spec().card().name())) {
                double[] solved = solved(standing, common);
                double pairs = (double) common * standing.contest().effort().seeds();
                double[] share = new double[solved.length];
                Arrays.setAll(share, i -> (i + 1) / pairs);
                if (solved.length > 0) {
                    series.add(Plot.Series.line(
                            standing.contest().spec().card().name(), Plot.Style.MEASURED, solved, share));
                }
            }
        }
        return new Plot(
                "data-profile",
                "Share of (target, seed) pairs solved to within a factor " + FACTOR + " of the target, tuned",
                new Plot.Axis("samples N of a run", true),
                new Plot.Axis("share solved", false),
                series);
    }

    /** The samples of the solved pairs, in order. */
    private static double[] solved(Standing standing, int common) {
        double[] targets = standing.targets();
        double[] samples = standing.samples();
        List<Double> solved = new ArrayList<>();
        for (int i = 0; i < Math.min(common, targets.length); i++) {
            for (double error : standing.errors(Contest.Criterion.TAIL, i)) {
                if (error <= FACTOR * targets[i]) {
                    solved.add(samples[i]);
                }
            }
        }
        return solved.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    }
}
