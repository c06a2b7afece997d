package org.plumbline.theory.claim.bias;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.plumbline.theory.CellResult;
import org.plumbline.theory.Plot;
import org.plumbline.theory.Plot.Series;
import org.plumbline.theory.Plot.Style;
import org.plumbline.theory.Table;

/**
 * How the measured recursion of BIAS-2 looks beside its envelope.
 *
 * @param descents the measured runs
 * @param envelopes theirs, in the same order
 */
record KStepView(List<CellResult> descents, List<Envelope> envelopes) {
    /** At the last step, where the bias counts: at the first ones the start does. */
    double largestAtEnd() {
        return IntStream.range(0, descents.size())
                .mapToDouble(this::ratioAtEnd)
                .max()
                .orElseThrow();
    }

    private double ratioAtEnd(int i) {
        double[] means = descents.get(i).series("means");
        return means[means.length - 1] / envelopes.get(i).at(means.length - 1);
    }

    private double largestRatio(int i) {
        double[] means = descents.get(i).series("means");
        return IntStream.range(1, means.length)
                .mapToDouble(k -> means[k] / envelopes.get(i).at(k))
                .max()
                .orElseThrow();
    }

    /** The two descents with the largest bias: from the solution, and from further out. */
    List<Plot> plots() {
        int half = descents.size() / 2;
        return List.of(
                plot("recursion-from-solution", "The gap under the largest bias, from the solution", half - 1),
                plot("recursion-from-outside", "The gap under the largest bias, from further out", 2 * half - 1));
    }

    /** From k = 1 on, as a gap of 0 has no logarithm. */
    private Plot plot(String name, String title, int i) {
        double[] means = descents.get(i).series("means");
        double[] errors = descents.get(i).series("standard errors");
        double[] steps =
                IntStream.range(1, means.length).mapToDouble(k -> (double) k).toArray();
        Envelope envelope = envelopes.get(i);
        return new Plot(
                name,
                title,
                new Plot.Axis("inner step k", false),
                new Plot.Axis("E δ_k", true),
                List.of(
                        new Series(
                                "measured, ± 2 standard errors",
                                Style.MEASURED,
                                steps,
                                each(steps, k -> means[k]),
                                each(steps, k -> Math.max(means[k] - 2 * errors[k], means[k] / 10)),
                                each(steps, k -> means[k] + 2 * errors[k])),
                        Series.line("envelope", Style.PREDICTION, steps, each(steps, envelope::at)),
                        Series.line(
                                "negative control: envelope without bias",
                                Style.CONTROL,
                                steps,
                                each(steps, envelope.withoutBias()::at))));
    }

    private static double[] each(double[] steps, IntToDoubleFunction value) {
        return Arrays.stream(steps).map(k -> value.applyAsDouble((int) k)).toArray();
    }

    Table table() {
        List<List<Object>> rows = new ArrayList<>();
        for (int i = 0; i < descents.size(); i++) {
            CellResult descent = descents.get(i);
            Envelope envelope = envelopes.get(i);
            double[] means = descent.series("means");
            int last = means.length - 1;
            rows.add(List.of(
                    (long) i,
                    envelope.step(),
                    envelope.bias(),
                    envelope.variance(),
                    envelope.gap(),
                    means[last],
                    descent.series("standard errors")[last],
                    envelope.at(last),
                    ratioAtEnd(i),
                    largestRatio(i),
                    descent.value("largest curvature"),
                    descent.value("least PL ratio")));
        }
        return new Table(
                "descents",
                "Every descent, with the least L and the largest μ that its steps would allow",
                List.of(
                        "descent",
                        "τ",
                        "b",
                        "v",
                        "δ_0",
                        "mean δ_K",
                        "standard error",
                        "envelope at K",
                        "mean/envelope at K",
                        "largest mean/envelope over k",
                        "largest curvature",
                        "least PL ratio"),
                rows);
    }

    Table floorTable(double[] biases, List<CellResult> floors) {
        List<List<Object>> rows = new ArrayList<>();
        for (int j = 0; j < biases.length; j++) {
            int at = j;
            double[] gaps = floors.stream()
                    .mapToDouble(floor -> floor.series("gaps")[at])
                    .sorted()
                    .toArray();
            double squared = biases[j] * biases[j];
            rows.add(List.of(
                    biases[j],
                    gaps[0],
                    gaps[gaps.length - 1],
                    gaps[gaps.length - 1] / squared,
                    1 / (2 * envelopes.get(0).mu())));
        }
        return new Table(
                "floors",
                "What a bias alone leaves, over random points and directions",
                List.of("b", "smallest δ", "largest δ", "largest δ/b²", "its bound 1/(2μ)"),
                rows);
    }
}
