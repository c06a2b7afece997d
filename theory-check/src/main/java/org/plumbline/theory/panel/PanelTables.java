package org.plumbline.theory.panel;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.plumbline.algorithm.AlgorithmCard;
import org.plumbline.algorithm.Rate;
import org.plumbline.random.SeedTree;
import org.plumbline.theory.Table;
import org.plumbline.theory.statistics.Interval;

/** The tables of a panel. */
final class PanelTables {
    private static final int RESAMPLES = 2000;

    private PanelTables() {}

    /** The answer in one table: of a few methods, what is published in its own units, and all in both units. */
    static Table answer(List<Standing> theorem, List<String> methods) {
        List<List<Object>> rows = new ArrayList<>();
        for (Standing standing : theorem) {
            AlgorithmCard card = standing.contest().spec().card();
            if (methods.contains(card.name())) {
                Optional<SampleExponent> measured = standing.exponent(Contest.Criterion.TAIL);
                Rate rate = card.rate();
                rows.add(List.of(
                        card.name(),
                        "ε^-"
                                + BigDecimal.valueOf(rate.exponent())
                                        .stripTrailingZeros()
                                        .toPlainString() + " for "
                                + rate.criterion().formula(),
                        rate.squaredNormExponent(),
                        estimate(measured, 1),
                        interval(measured, 1),
                        rate.normExponent(),
                        estimate(measured, 2),
                        interval(measured, 2)));
            }
        }
        return new Table(
                "answer",
                "In matched units, does O(ε⁻³) improve on the ε⁻⁶ methods? Exponents r of N = Õ(E^-r) under each theorem's"
                        + " schedule, published and measured against E‖∇Φ‖²; in norm units, √E‖∇Φ‖², each is twice as large",
                List.of(
                        "method",
                        "published, in its own units",
                        "published, squared",
                        "measured, squared",
                        "95 % squared",
                        "published, norm",
                        "measured, norm",
                        "95 % norm"),
                rows);
    }

    /** The table of all methods: published and measured exponents, in both units. */
    static Table exponents(Arena arena, List<Standing> theorem, List<Standing> tuned) {
        List<List<Object>> rows = new ArrayList<>();
        for (Standing scheduled : theorem) {
            AlgorithmCard card = scheduled.contest().spec().card();
            Optional<SampleExponent> measured = scheduled.exponent(Contest.Criterion.TAIL);
            Optional<SampleExponent> free =
                    counterpart(scheduled, tuned).flatMap(standing -> standing.exponent(Contest.Criterion.TAIL));
            rows.add(List.of(
                    card.name(),
                    Unmet.assumption(scheduled.contest().spec(), arena.problem())
                                    .isEmpty()
                            ? "yes"
                            : "no",
                    card.rate().squaredNormExponent(),
                    card.rate().normExponent(),
                    estimate(measured, 1),
                    interval(measured, 1),
                    estimate(measured, 2),
                    interval(measured, 2),
                    estimate(free, 1),
                    interval(free, 1),
                    estimate(free, 2),
                    interval(free, 2)));
        }
        return new Table(
                "exponents",
                "N = Õ(E^-r), exponent r against the achieved tail error E: published; (a) under the theorem's schedule; (b)"
                        + " tuned at every target. In squared units (E‖∇Φ‖²), and in norm units, where r is twice as large."
                        + " Intervals are of the runs, given the constants that the search found",
                List.of(
                        "method",
                        "covered",
                        "published r",
                        "norm",
                        "(a) r",
                        "95 %",
                        "norm (a)",
                        "95 % norm (a)",
                        "(b) r",
                        "95 % (b)",
                        "norm (b)",
                        "95 % norm (b)"),
                rows);
    }

    /** What a reader must know of each row of the exponents. */
    static Table reservations(Arena arena, List<Standing> theorem, List<Standing> tuned) {
        List<List<Object>> rows = new ArrayList<>();
        for (Standing scheduled : theorem) {
            Optional<Standing> counterpart = counterpart(scheduled, tuned);
            AlgorithmCard card = scheduled.contest().spec().card();
            rows.add(List.of(
                    card.name(),
                    published(card.rate()),
                    card.schedule().sampleExponent(),
                    (long) Math.max(0, scheduled.decidingTargets()),
                    (long) scheduled.contest().effort().seeds(),
                    (long) (scheduled.failedRuns()
                            + counterpart.map(Standing::failedRuns).orElse(0)),
                    card.rate().source().provenance().name(),
                    card.schedule().source().provenance().name(),
                    Unmet.assumption(scheduled.contest().spec(), arena.problem())
                            .orElse("")));
        }
        return new Table(
                "reservations",
                "What the published exponents are about, and how far the theorems cover this problem",
                List.of(
                        "method",
                        "published for",
                        "schedule's r, squared",
                        "targets in the fit",
                        "seeds",
                        "failed runs",
                        "rate from",
                        "schedule from",
                        "not covered because"),
                rows);
    }

    private static Optional<Standing> counterpart(Standing scheduled, List<Standing> tuned) {
        return tuned.stream()
                .filter(other ->
                        other.contest().spec().equals(scheduled.contest().spec()))
                .findFirst();
    }

    private static String published(Rate rate) {
        return rate.criterion().formula() + ", " + rate.regime().words()
                + (rate.criterion().isOfHypergradient() ? "" : " (another quantity: measured on ‖∇Φ‖² all the same)");
    }

    private static Object estimate(Optional<SampleExponent> exponent, int factor) {
        return exponent.map(r -> Double.isInfinite(r.estimate()) ? (Object) "∞" : factor * r.estimate())
                .orElse("");
    }

    private static String interval(Optional<SampleExponent> exponent, int factor) {
        return exponent.map(r -> "[" + short3(factor * r.lower()) + ", " + short3(factor * r.upper()) + "]")
                .orElse("");
    }

    private static String short3(double x) {
        return Double.isInfinite(x) ? "∞" : Double.isNaN(x) ? "–" : String.format(java.util.Locale.ROOT, "%.3g", x);
    }

    /** One row a method and target. */
    static Table targets(List<Standing> standings) {
        List<List<Object>> rows = new ArrayList<>();
        for (Standing standing : standings) {
            double[] targets = standing.targets();
            double[] samples = standing.samples();
            for (int i = 0; i < targets.length; i++) {
                double error = standing.mean(Contest.Criterion.TAIL, i);
                rows.add(List.of(
                        standing.contest().spec().card().name(),
                        targets[i],
                        samples[i],
                        error,
                        error / targets[i],
                        standing.grade(i).words()));
            }
        }
        Mode mode =
                standings.isEmpty() ? Mode.THEOREM : standings.get(0).contest().mode();
        return new Table(
                "targets-" + (mode == Mode.THEOREM ? "theorem" : "tuned"),
                "Targets, " + mode.words() + ": samples of one run and mean tail error over seeds",
                List.of("method", "target ε", "N per run", "tail E‖∇Φ‖²", "E/ε", "search reached its target"),
                rows);
    }

    /** Last, best and random iterate beside tail and average, at the smallest target that was run. */
    static Table iterates(List<Standing> standings) {
        List<List<Object>> rows = new ArrayList<>();
        for (Standing standing : standings) {
            int last = standing.targets().length - 1;
            if (last >= 0) {
                List<Object> row = new ArrayList<>();
                row.add(standing.contest().spec().card().name());
                row.add(standing.targets()[last]);
                for (Contest.Criterion criterion : Contest.Criterion.values()) {
                    row.add(standing.mean(criterion, last));
                }
                rows.add(row);
            }
        }
        return new Table(
                "iterates",
                "Which iterate is reported: means of ‖∇Φ‖² at the smallest target that was run (theorems speak of the"
                        + " average and of a random iterate; the best one needs the truth to be found)",
                List.of("method", "target ε", "tail", "average", "random iterate", "last iterate", "best iterate"),
                rows);
    }

    /** What the common search found, and what it cost. */
    static Table constants(List<Standing> standings) {
        List<List<Object>> rows = new ArrayList<>();
        for (Standing standing : standings) {
            StringBuilder found = new StringBuilder();
            standing.result().values().forEach((name, value) -> {
                if (name.startsWith("c ")) {
                    found.append(found.isEmpty() ? "" : ", ")
                            .append(name.substring(2))
                            .append(" = ")
                            .append(short3(value[0]));
                }
            });
            rows.add(List.of(
                    standing.contest().spec().card().name(),
                    found.toString(),
                    (long) standing.contest().effort().trials(),
                    standing.result().values().containsKey("failed trials")
                            ? (Object) (long) standing.result().value("failed trials")
                            : 0L,
                    standing.result().value(Contest.SEARCH)));
        }
        return new Table(
                "constants",
                "Constants that the common search found at the largest target, and the samples that it drew",
                List.of("method", "constants", "trials", "failed trials", "samples of the search"),
                rows);
    }

    /** E/ε over all targets and seeds of a method: median and interquartile mean with a bootstrap interval over seeds. */
    static Table ratios(List<Standing> standings, SeedTree branch) {
        List<List<Object>> rows = new ArrayList<>();
        for (Standing standing : standings) {
            double[][] bySeed = ratiosBySeed(standing);
            if (bySeed.length >= 2) {
                String name = standing.contest().spec().card().name();
                // A stream for each method: who else is compared must not change its interval.
                Interval interval = RobustMeans.bootstrap(bySeed, RESAMPLES, branch.child(name).stream());
                rows.add(List.of(
                        name,
                        RobustMeans.median(RobustMeans.pool(bySeed)),
                        RobustMeans.interquartileMean(RobustMeans.pool(bySeed)),
                        interval.lower(),
                        interval.upper()));
            }
        }
        return new Table(
                "ratios",
                "Tuned: achieved error over target, E/ε, pooled over targets (interval: 95 % percentile bootstrap over seeds, "
                        + RESAMPLES + " resamples; with few seeds it covers less)",
                List.of("method", "median", "interquartile mean", "lower", "upper"),
                rows);
    }

    private static double[][] ratiosBySeed(Standing standing) {
        double[] targets = standing.targets();
        int seeds = standing.contest().effort().seeds();
        double[][] ratios = new double[seeds][targets.length];
        int kept = 0;
        for (int seed = 0; seed < seeds; seed++) {
            boolean usable = targets.length > 0;
            for (int i = 0; i < targets.length; i++) {
                ratios[kept][i] = standing.errors(Contest.Criterion.TAIL, i)[seed] / targets[i];
                usable &= Double.isFinite(ratios[kept][i]);
            }
            kept += usable ? 1 : 0;
        }
        return Arrays.copyOf(ratios, kept);
    }
}
