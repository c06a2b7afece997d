package org.plumbline.theory.claim.bias;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.DoubleStream;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.plumbline.theory.CellResult;
import org.plumbline.theory.Plot;
import org.plumbline.theory.Plot.Series;
import org.plumbline.theory.Plot.Style;
import org.plumbline.theory.Table;
import org.plumbline.theory.claim.bias.BiasDials.Dial;
import org.plumbline.theory.claim.bias.BiasDials.Variant;

/**
 * Charts of the bias against each dial, with the closed form drawn, and against the number of trajectories; and the table.
 *
 * @param dials the settings
 * @param measured the cell of a setting and a number of trajectories
 * @param few the smaller number of trajectories
 * @param many the larger one
 */
record BiasDialViews(BiasDials dials, BiFunction<Variant, Long, CellResult> measured, long few, long many) {
    /** Points of a predicted line between two measured ones. */
    private static final int BETWEEN = 4;

    List<Plot> plots() {
        List<Plot> plots = new ArrayList<>();
        for (Dial dial : Dial.values()) {
            plots.add(plot(dial));
        }
        plots.add(trajectories());
        return plots;
    }

    private Plot plot(Dial dial) {
        Map<String, List<Variant>> groups = new LinkedHashMap<>();
        for (Variant variant : dials.variants()) {
            if (variant.dial() == dial) {
                groups.computeIfAbsent(variant.name(), name -> new ArrayList<>())
                        .add(variant);
            }
        }
        List<Series> series = new ArrayList<>();
        groups.forEach((name, group) -> {
            series.add(measured(name, group));
            if (group.size() > 1) {
                series.add(predicted(name, group));
            }
        });
        return new Plot(
                "bias-against-" + dial.title(),
                "Bias against the " + dial.title() + ", n = " + many + ", and its closed form",
                new Plot.Axis(dial.axis(), true),
                new Plot.Axis("bias along its predicted direction, ± 2 standard errors; from below clipped", true),
                series);
    }

    private Series measured(String name, List<Variant> group) {
        return series(
                name,
                group.stream().mapToDouble(Variant::x).toArray(),
                group.stream()
                        .map(variant -> measured.apply(variant, many).series("along"))
                        .toArray(double[][]::new));
    }

    /** Where noise makes a bias negative it is drawn at a tenth of its standard error, as the axis is logarithmic. */
    private static Series series(String name, double[] x, double[][] along) {
        double[] y = new double[x.length];
        double[] lower = new double[x.length];
        double[] upper = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            y[i] = Math.max(along[i][0], along[i][1] / 10);
            lower[i] = Math.max(along[i][0] - 2 * along[i][1], y[i] / 10);
            upper[i] = y[i] + 2 * along[i][1];
        }
        return new Series(name, Style.MEASURED, x, y, lower, upper);
    }

    private Series predicted(String name, List<Variant> group) {
        Variant any = group.get(0);
        double[] x = between(group.stream().mapToDouble(Variant::x).sorted().toArray(), any.dial() != Dial.STEP);
        double[] y = Arrays.stream(x)
                .map(at -> norm(dials.predicted(dials.moved(any, at))))
                .toArray();
        return Series.line(name + ": closed form", Style.PREDICTION, x, y);
    }

    private static double[] between(double[] points, boolean whole) {
        DoubleStream.Builder x = DoubleStream.builder();
        for (int i = 0; i + 1 < points.length; i++) {
            for (int k = 0; k < BETWEEN; k++) {
                double at = points[i] * Math.pow(points[i + 1] / points[i], (double) k / BETWEEN);
                x.add(whole ? Math.rint(at) : at);
            }
        }
        return x.add(points[points.length - 1]).build().distinct().toArray();
    }

    private Plot trajectories() {
        List<Series> series = new ArrayList<>();
        double[] n = {(double) few, (double) many};
        for (Variant variant : dials.watched()) {
            double level = norm(dials.predicted(variant));
            double[][] along = {
                measured.apply(variant, few).series("along"),
                measured.apply(variant, many).series("along")
            };
            series.add(series(variant.title(), n, along));
            series.add(
                    Series.line(variant.title() + ": closed form", Style.PREDICTION, n, new double[] {level, level}));
        }
        return new Plot(
                "bias-against-trajectories",
                "What more trajectories do to the bias: nothing, where it is the estimator's",
                new Plot.Axis("n, trajectories a batch", true),
                new Plot.Axis("bias along its predicted direction, ± 2 standard errors", true),
                series);
    }

    Table table() {
        List<List<Object>> rows = new ArrayList<>();
        for (Variant variant : dials.variants()) {
            rows.add(row(variant, many));
        }
        for (Variant variant : dials.watched()) {
            rows.add(row(variant, few));
        }
        return new Table(
                "estimators",
                "The bias of every estimator beside its closed form, over ‖∇_λ g‖; \"not excluded\" is the largest entry of"
                        + " |measured − closed form| plus three standard errors",
                List.of(
                        "estimator",
                        "n",
                        "closed form, norm",
                        "measured along it",
                        "standard error",
                        "largest entry off",
                        "not excluded",
                        "deviation of one estimate"),
                rows);
    }

    private List<Object> row(Variant variant, long batch) {
        CellResult result = measured.apply(variant, batch);
        double[] predicted = dials.predicted(variant);
        double[] biases = result.series("biases");
        double[] errors = result.series("standard errors");
        double unit = norm(result.series("exact"));
        double off = 0;
        double excluded = 0;
        for (int i = 0; i < biases.length; i++) {
            double difference = Math.abs(biases[i] - predicted[i]);
            off = Math.max(off, difference / unit);
            excluded = Math.max(excluded, (difference + 3 * errors[i]) / unit);
        }
        double[] along = result.series("along");
        return List.of(
                variant.title(),
                batch,
                norm(predicted) / unit,
                along[0] / unit,
                along[1] / unit,
                off,
                excluded,
                result.value("deviation") / unit);
    }

    private static double norm(double[] x) {
        return new ArrayRealVector(x, false).getNorm();
    }
}
