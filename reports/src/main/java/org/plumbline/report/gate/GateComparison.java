package org.plumbline.report.gate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.DoubleBinaryOperator;
import java.util.stream.IntStream;
import org.plumbline.oracle.Draw;
import org.plumbline.report.gate.GateLine.Ending;
import org.plumbline.theory.statistics.Equivalence;
import org.plumbline.theory.statistics.Interval;
import org.plumbline.theory.statistics.StudentInterval;

/**
 * What a case did, against what was recorded of it. Traces and costs are the same or are not; numbers of samples and exponents may
 * be equivalent. Both sides meet the same randomness seed by seed, so that differences are paired.
 */
final class GateComparison {
    /** Samples to a target may differ by this factor, either way. */
    static final double FACTOR = 1.1;

    /** Exponents may differ by this, either way: the margin of the rate rule. */
    static final double DRIFT = 0.1;

    /**
     * On another arithmetic an elementary function may differ in its last bit, which some dozens of contracting steps do not
     * magnify; this is relative to the largest entry of an iterate, some thousand times what rounding leaves.
     */
    static final double ELSEWHERE = 1e-9;

    private final GateCase planned;
    private final GateRecord before;
    private final GateRecord now;

    private GateComparison(GateCase planned, GateRecord before, GateRecord now) {
        this.planned = planned;
        this.before = before;
        this.now = now;
    }

    static List<GateLine> of(GateCase planned, GateRecord before, GateRecord now) {
        return new GateComparison(planned, before, now).lines();
    }

    private List<GateLine> lines() {
        List<GateLine> lines = new ArrayList<>();
        lines.add(trace());
        lines.add(cost());
        for (int target = 0; target < before.samples().length; target++) {
            lines.add(samples(target));
        }
        lines.add(exponent());
        return lines;
    }

    private GateLine line(String quantity, Ending ending, String account) {
        return new GateLine(planned.name(), quantity, ending, account);
    }

    private GateLine trace() {
        boolean here = before.arithmetic().equals(now.arithmetic());
        for (int i = 0; i < Math.min(before.trace().size(), now.trace().size()); i++) {
            GateRecord.Point old = before.trace().get(i);
            GateRecord.Point young = now.trace().get(i);
            if (old.iteration() != young.iteration() || distance(old, young) > (here ? 0 : ELSEWHERE)) {
                return line("trace", Ending.CHANGED, difference(old, young));
            }
        }
        if (before.trace().size() != now.trace().size()) {
            return line(
                    "trace",
                    Ending.CHANGED,
                    "it has " + now.trace().size() + " recorded iterates, and had "
                            + before.trace().size() + since());
        }
        if (here && !before.digest().equals(now.digest())) {
            return line(
                    "trace",
                    Ending.CHANGED,
                    "φ is the same where it is recorded, and a lower variable, a count or an iterate between is not"
                            + since());
        }
        return here
                ? line("trace", Ending.SAME, "bit for bit" + since())
                : line(
                        "trace",
                        Ending.EQUIVALENT,
                        "within " + ELSEWHERE + " of that recorded on " + before.arithmetic());
    }

    /** The largest difference of an entry, relative to the largest entry. */
    private static double distance(GateRecord.Point old, GateRecord.Point young) {
        double largest = 0;
        double scale = 0;
        for (int i = 0; i < old.phi().length; i++) {
            // Not less than or equal, so that a NaN counts as a difference.
            boolean same = old.phi()[i] == young.phi()[i];
            largest = Math.max(largest, same ? 0 : Math.abs(old.phi()[i] - young.phi()[i]));
            scale = Math.max(scale, Math.abs(old.phi()[i]));
        }
        return scale > 0 ? largest / scale : largest;
    }

    private String difference(GateRecord.Point old, GateRecord.Point young) {
        if (old.iteration() != young.iteration()) {
            return "recorded iterates are at other iterations: " + young.iteration() + " for " + old.iteration()
                    + since();
        }
        int entry = 0;
        while (old.phi()[entry] == young.phi()[entry]) {
            entry++;
        }
        return String.format(
                Locale.ROOT,
                "first seen at t = %d, where φ[%d] is %s and was %s (%.1e of the largest entry)%s",
                old.iteration(),
                entry,
                young.phi()[entry],
                old.phi()[entry],
                distance(old, young),
                since());
    }

    private GateLine cost() {
        List<String> moved = new ArrayList<>();
        boolean dearer = false;
        TreeSet<Draw> kinds = new TreeSet<>(before.cost().keySet());
        kinds.addAll(now.cost().keySet());
        for (Draw kind : kinds) {
            double old = before.cost().getOrDefault(kind, 0.0);
            double young = now.cost().getOrDefault(kind, 0.0);
            if (old != young) {
                dearer |= young > old;
                moved.add(String.format(Locale.ROOT, "%s %.6g, were %.6g", kind.label(), young, old));
            }
        }
        String unit = " an outer iteration";
        if (moved.isEmpty()) {
            return line("cost", Ending.SAME, words(now.cost()) + unit);
        }
        return line("cost", dearer ? Ending.WORSE : Ending.BETTER, String.join("; ", moved) + unit + since());
    }

    private static String words(Map<Draw, Double> cost) {
        List<String> words = new ArrayList<>();
        new TreeSet<>(cost.keySet())
                .forEach(kind -> words.add(String.format(Locale.ROOT, "%.6g %s", cost.get(kind), kind.label())));
        return words.isEmpty() ? "nothing drawn" : String.join(", ", words);
    }

    private GateLine samples(int target) {
        String quantity = "samples to ‖∇Φ‖² ≤ " + planned.epsilon(target);
        return paired(
                quantity,
                "came there",
                before.samples()[target],
                now.samples()[target],
                (young, old) -> Math.log(young / old),
                Math.log(FACTOR),
                interval -> String.format(
                        Locale.ROOT,
                        "by a factor of %.4g to %.4g (90 %%; 1/%.3g to %.3g is equivalent)",
                        Math.exp(interval.lower()),
                        Math.exp(interval.upper()),
                        FACTOR,
                        FACTOR));
    }

    private GateLine exponent() {
        return paired(
                "exponent of N in 1/E",
                "have one",
                before.exponents(),
                now.exponents(),
                (young, old) -> young - old,
                DRIFT,
                interval -> String.format(
                        Locale.ROOT,
                        "by %+.4f to %+.4f (90 %%; −%.1f to %.1f is equivalent)",
                        interval.lower(),
                        interval.upper(),
                        DRIFT,
                        DRIFT));
    }

    /** How an interval of differences reads. */
    private interface Reading {
        String of(Interval interval);
    }

    private GateLine paired(
            String quantity,
            String having,
            double[] old,
            double[] young,
            DoubleBinaryOperator difference,
            double margin,
            Reading reading) {
        long had = count(old);
        long has = count(young);
        if (had != has) {
            return line(
                    quantity,
                    has < had ? Ending.WORSE : Ending.BETTER,
                    has + " of " + old.length + " seeds " + having + ", and " + had + " did" + since());
        }
        if (Arrays.equals(old, young)) {
            return line(quantity, Ending.SAME, "at every seed" + since());
        }
        double[] differences = IntStream.range(0, old.length)
                .filter(i -> old[i] > 0 && young[i] > 0)
                .mapToDouble(i -> difference.applyAsDouble(young[i], old[i]))
                .toArray();
        if (differences.length < 2) {
            return line(quantity, Ending.UNDECIDED, "fewer than two seeds have a number on both sides" + since());
        }
        Equivalence test = new Equivalence(StudentInterval.of(differences), margin);
        Ending ending = switch (test.ending()) {
            case EQUIVALENT -> Ending.EQUIVALENT;
            case ABOVE -> Ending.WORSE;
            case BELOW -> Ending.BETTER;
            case UNDECIDED -> Ending.UNDECIDED;
        };
        return line(quantity, ending, reading.of(test.interval()) + since());
    }

    private static long count(double[] values) {
        return Arrays.stream(values).filter(value -> value > 0).count();
    }

    private String since() {
        return ", against " + before.since();
    }
}
