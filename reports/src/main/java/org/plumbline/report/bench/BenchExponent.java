package org.plumbline.report.bench;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.plumbline.algorithm.TheoremSchedule;
import org.plumbline.theory.panel.SampleExponent;

/**
 * The exponent of the samples against the error that was achieved, of one method on one instance.
 *
 * @param ground the instance
 * @param contender the method
 * @param targets the targets that entered the fit, the largest first
 * @param seeds how many seeds entered it: those that stayed finite at all of them
 * @param squared r against the tail mean of \(\|\nabla\Phi\|^2\), or empty
 * @param reason why there is none, or what to know of it; may be empty
 */
public record BenchExponent(
        Ground ground,
        Contender contender,
        List<Double> targets,
        long seeds,
        Optional<SampleExponent> squared,
        String reason) {
    private static final int FEWEST_TARGETS = 3;

    /** Copies the list. */
    public BenchExponent {
        targets = List.copyOf(targets);
    }

    /** From the rows of one method on one instance, the largest target first. */
    static BenchExponent of(List<BenchRow> rows) {
        BenchRow first = rows.get(0);
        boolean searched = first.contender().kind() == Contender.Kind.CALIBRATED;
        // The constants were chosen on the largest target.
        List<BenchRow> ran = rows.subList(searched ? 1 : 0, rows.size()).stream()
                .filter(row -> row.status() == BenchRow.Status.RAN)
                .toList();
        List<Double> targets =
                ran.stream().map(row -> row.epsilon().orElseThrow()).toList();
        String note = searched ? "without the largest target, on which the constants were found" : "";
        if (ran.size() < FEWEST_TARGETS) {
            return new BenchExponent(
                    first.ground(),
                    first.contender(),
                    targets,
                    0,
                    Optional.empty(),
                    "it takes " + FEWEST_TARGETS + " targets with runs, and there are " + targets.size()
                            + (searched ? ' ' + note : ""));
        }
        double[] slopes = slopes(ran);
        Optional<SampleExponent> exponent = SampleExponent.of(slopes);
        String few = "two seeds are needed that stay finite and draw more at every smaller target; there are "
                + slopes.length;
        return new BenchExponent(
                first.ground(), first.contender(), targets, slopes.length, exponent, exponent.isPresent() ? note : few);
    }

    private static double[] slopes(List<BenchRow> rows) {
        TheoremSchedule schedule = rows.get(0).contender().spec().card().schedule();
        return IntStream.range(0, rows.get(0).runs().size())
                .mapToDouble(seed -> {
                    double[] samples = new double[rows.size()];
                    double[] errors = new double[rows.size()];
                    Arrays.setAll(
                            samples,
                            i -> (double) rows.get(i).runs().get(seed).counts().samples()
                                    / SampleExponent.logarithms(
                                            schedule, rows.get(i).epsilon().orElseThrow()));
                    Arrays.setAll(errors, i -> rows.get(i).runs().get(seed).value(BenchRun.Measure.TAIL));
                    return SampleExponent.slope(samples, errors);
                })
                .filter(Double::isFinite)
                .toArray();
    }
}
