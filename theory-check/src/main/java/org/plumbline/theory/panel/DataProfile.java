package org.plumbline.theory.panel;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;
import org.plumbline.theory.Plot;

/**
 * Data profiles: the share of (problem, target, seed) triples that a method solved with at most so many samples. A triple is
 * solved where the achieved tail error is at most twice the target; the factor is stated, because a run that is meant to end at
 * the target ends above it half of the time. All methods are judged on the targets that every one of them was given: those that
 * only some were given are the smallest, and would count against who was asked for more; and on the problems on which all ran.
 *
 * <p>Source: Moré, Wild, "Benchmarking derivative-free optimization algorithms", SIAM J. Optim. 20 (2009), 172–191, §2
 * (recalled).
 */
final class DataProfile {
    private static final double FACTOR = 2;

    private DataProfile() {}

    /**
     * A profile over several problems.
     *
     * @param problems the standings on each of them
     * @param chosen the methods to draw; one that did not run on all problems is left out
     */
    static Plot plot(List<List<Standing>> problems, List<String> chosen) {
        List<Plot.Series> series = new ArrayList<>();
        for (String name : chosen) {
            double triples = 0;
            double[] solved = new double[0];
            boolean everywhere = true;
            for (List<Standing> standings : problems) {
                int common = standings.stream()
                        .mapToInt(standing -> standing.contest().effort().targets())
                        .min()
                        .orElse(0);
                Optional<Standing> own = standings.stream()
                        .filter(standing ->
                                standing.contest().spec().card().name().equals(name))
                        .findFirst();
                everywhere &= own.isPresent();
                triples += own.map(standing ->
                                (double) common * standing.contest().effort().seeds())
                        .orElse(0.0);
                solved = DoubleStream.concat(
                                Arrays.stream(solved),
                                Arrays.stream(own.map(standing -> solved(standing, common))
                                        .orElse(new double[0])))
                        .sorted()
                        .toArray();
            }
            if (everywhere && solved.length > 0) {
                double[] share = new double[solved.length];
                double all = triples;
                Arrays.setAll(share, i -> (i + 1) / all);
                series.add(Plot.Series.line(name, Plot.Style.MEASURED, solved, share));
            }
        }
        return new Plot(
                "data-profile",
                "Share of (" + (problems.size() > 1 ? "problem, " : "")
                        + "target, seed) solved within twice the target, tuned",
                new Plot.Axis("samples N of a run", true),
                new Plot.Axis("share solved", false),
                series);
    }

    /** The samples of the solved ones, in order. */
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
