package org.plumbline.report.gate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.IntToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.plumbline.oracle.Draw;
import org.plumbline.report.model.GateLine;
import org.plumbline.report.model.GateLine.Ending;
import org.plumbline.theory.statistics.Equivalence;
import org.plumbline.theory.statistics.Interval;
import org.plumbline.theory.statistics.StudentInterval;

/**
 * What a case did, against what was recorded of it. Traces and costs are the same or are not; numbers of samples and exponents may
 * be equivalent. Both sides meet the same randomness seed by seed, so that differences are paired.
 */
final class GateComparison {
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
        double allowed = here ? 0 : PlumblineGate.ELSEWHERE;
        for (int i = 0; i < Math.min(before.trace().size(), now.trace().size()); i++) {
            GateRecord.Point old = before.trace().get(i);
            GateRecord.Point young = now.trace().get(i);
            if (old.iteration() != young.iteration() || distance(old, young) > allowed) {
                return changed(difference(old, young));
            }
        }
        if (before.trace().size() != now.trace().size()) {
            return changed("it has " + now.trace().size() + " recorded iterates, and had "
                    + before.trace().size());
        }
        if (here && !before.digest().equals(now.digest())) {
            return changed(
                    "φ is the same where it is recorded, and a lower variable, a count or an iterate between is not");
        }
        return here
                ? line("trace", Ending.SAME, "bit for bit" + since())
                : line(
                        "trace",
                        Ending.EQUIVALENT,
                        "within " + PlumblineGate.ELSEWHERE + " of that recorded on " + before.arithmetic() + since());
    }

    private GateLine changed(String account) {
        return line("trace", Ending.CHANGED, account + since());
    }

    /** The largest difference of an entry, relative to the largest entry. */
    private static double distance(GateRecord.Point old, GateRecord.Point young) {
        double largest = 0;
        double scale = 0;
        for (int i = 0; i < old.phi().length; i++) {
            largest = Math.max(largest, Math.abs(old.phi()[i] - young.phi()[i]));
            scale = Math.max(scale, Math.abs(old.phi()[i]));
        }
        return scale > 0 ? largest / scale : largest;
    }

    private String difference(GateRecord.Point old, GateRecord.Point young) {
        if (old.iteration() != young.iteration()) {
            return "recorded iterates are at other iterations: " + young.iteration() + " for " + old.iteration();
        }
        int entry = 0;
        while (old.phi()[entry] == young.phi()[entry]) {
            entry++;
        }
        return String.format(
                Locale.ROOT,
                "first seen at t = %d, where φ[%d] is %s and was %s (%.1e of the largest entry)",
                old.iteration(),
                entry,
                young.phi()[entry],
                old.phi()[entry],
                distance(old, young));
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
                moved.add(kind.label() + " " + number(young) + ", were " + number(old));
            }
        }
        String unit = " an outer iteration";
        if (moved.isEmpty()) {
            return line("cost", Ending.SAME, words(now.cost()) + unit + since());
        }
        return line("cost", dearer ? Ending.WORSE : Ending.BETTER, String.join("; ", moved) + unit + since());
    }

    private static String words(Map<Draw, Double> cost) {
        List<String> words = new ArrayList<>();
        new TreeSet<>(cost.keySet()).forEach(kind -> words.add(number(cost.get(kind)) + " " + kind.label()));
        return words.isEmpty() ? "nothing drawn" : String.join(", ", words);
    }

    private static String number(double draws) {
        return draws == Math.rint(draws) ? Long.toString((long) draws) : String.format(Locale.ROOT, "%.6g", draws);
    }

    private GateLine samples(int target) {
        String quantity = "samples to ‖∇Φ‖² ≤ " + planned.epsilon(target);
        double[] old = before.samples()[target];
        double[] young = now.samples()[target];
        Seeds seeds = Seeds.of(old, young);
        if (Arrays.equals(old, young)) {
            String account = "seed by seed; " + seeds.both().length + " of " + old.length + " come there";
            return line(quantity, Ending.SAME, account + since());
        }
        double[] differences = seeds.both(i -> Math.log(young[i] / old[i])).toArray();
        return paired(
                quantity,
                seeds,
                differences,
                Math.log(PlumblineGate.FACTOR),
                interval -> String.format(
                        Locale.ROOT,
                        "by a factor of %.4g to %.4g (90 %%; 1/%.3g to %.3g is equivalent)",
                        Math.exp(interval.lower()),
                        Math.exp(interval.upper()),
                        PlumblineGate.FACTOR,
                        PlumblineGate.FACTOR));
    }

    /**
     * How r = 1/b compares, b the mean slope. Both means are known here, so that
     * \(r - r_0 = (\bar b_0 - \bar b)/(\bar b_0 \bar b)\) is the mean of the seeds' differences with a constant factor: exact for the
     * estimate, and of first order in the scatter for its interval.
     */
    private GateLine exponent() {
        String quantity = "exponent of N in 1/E";
        double[] old = before.slopes();
        double[] young = now.slopes();
        double oldMean = mean(old);
        double mean = mean(young);
        if (Arrays.equals(old, young)) {
            return line(quantity, Ending.SAME, words(mean) + since());
        }
        String means = words(mean) + ", was " + words(oldMean);
        if (!(oldMean > 0 && mean > 0)) {
            Ending ending = oldMean > 0 ? Ending.WORSE : mean > 0 ? Ending.BETTER : Ending.UNDECIDED;
            return line(quantity, ending, means + since());
        }
        Seeds seeds = Seeds.of(old, young);
        double[] differences =
                seeds.both(i -> (old[i] - young[i]) / (oldMean * mean)).toArray();
        return paired(
                quantity,
                seeds,
                differences,
                PlumblineGate.DRIFT,
                interval -> String.format(
                        Locale.ROOT,
                        "%s: by %+.2g to %+.2g (90 %%; −%.1f to %.1f is equivalent)",
                        means,
                        interval.lower(),
                        interval.upper(),
                        PlumblineGate.DRIFT,
                        PlumblineGate.DRIFT));
    }

    /** Which seeds have a number: a 0 stands for none. */
    private record Seeds(int[] both, int lost, int won) {
        static Seeds of(double[] old, double[] young) {
            int[] both = IntStream.range(0, old.length)
                    .filter(i -> old[i] != 0 && young[i] != 0)
                    .toArray();
            return new Seeds(both, count(old) - both.length, count(young) - both.length);
        }

        private static int count(double[] values) {
            return (int) Arrays.stream(values).filter(value -> value != 0).count();
        }

        DoubleStream both(IntToDoubleFunction difference) {
            return Arrays.stream(both).mapToDouble(difference);
        }

        String words() {
            return lost + won == 0 ? "" : "seeds lost " + lost + ", won " + won + "; the others ";
        }

        /** A seed that has lost its number is not made up for by others. */
        Ending with(Ending others) {
            if (lost > 0) {
                return lost > won || others == Ending.WORSE ? Ending.WORSE : Ending.UNDECIDED;
            }
            return won > 0 && others.passes() ? Ending.BETTER : others;
        }
    }

    private GateLine paired(
            String quantity, Seeds seeds, double[] differences, double margin, Function<Interval, String> reading) {
        if (differences.length < 2) {
            String account = seeds.both().length + " seeds have a number on both sides, lost " + seeds.lost() + ", won "
                    + seeds.won();
            return line(quantity, seeds.with(Ending.UNDECIDED), account + since());
        }
        Equivalence test = new Equivalence(StudentInterval.of(differences), margin);
        return line(quantity, seeds.with(ending(test)), seeds.words() + reading.apply(test.interval()) + since());
    }

    private static double mean(double[] slopes) {
        return Arrays.stream(slopes).filter(b -> b != 0).average().orElse(0);
    }

    private static String words(double slope) {
        return slope > 0 ? String.format(Locale.ROOT, "%.3f", 1 / slope) : "none, as E does not fall";
    }

    private static Ending ending(Equivalence test) {
        return switch (test.ending()) {
            case EQUIVALENT -> Ending.EQUIVALENT;
            case ABOVE -> Ending.WORSE;
            case BELOW -> Ending.BETTER;
            case UNDECIDED -> Ending.UNDECIDED;
        };
    }

    private String since() {
        return ", against " + before.since();
    }
}
