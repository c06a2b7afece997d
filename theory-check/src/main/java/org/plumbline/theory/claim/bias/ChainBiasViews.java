package org.plumbline.theory.claim.bias;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.plumbline.theory.CellResult;
import org.plumbline.theory.Plot;
import org.plumbline.theory.Plot.Series;
import org.plumbline.theory.Plot.Style;
import org.plumbline.theory.claim.bias.MisreadChains.Reading;

/** Charts of BIAS-4 at one point. */
final class ChainBiasViews {
    private ChainBiasViews() {}

    static List<Plot> plots(CellResult point, double[] biases, double[] sigmas, int... horizons) {
        List<Plot> plots = new ArrayList<>(List.of(curves(point, sigmas), best(point, biases)));
        if (point.values().containsKey("split curve")) {
            plots.add(truncated(point, sigmas, horizons));
        }
        return plots;
    }

    private static Plot curves(CellResult point, double[] sigmas) {
        List<Series> series = new ArrayList<>();
        for (Reading reading : List.of(Reading.OPPOSITE, Reading.COMMON, Reading.NEARLY_COMMON)) {
            Style style = reading == Reading.NEARLY_COMMON ? Style.CONTROL : Style.MEASURED;
            String name = switch (reading) {
                case OPPOSITE -> "opposite";
                case COMMON -> "common";
                default -> "one tenth opposite";
            };
            series.add(Series.line(name + ", b = 2⁻⁸", style, sigmas, point.series(reading + " curve")));
            series.add(Series.line(name + ", b = 2⁻¹²", style, sigmas, point.series(reading + " small curve")));
        }
        return plot("u-curves", "Error of the hypergradient against σ, at one point", series);
    }

    private static Plot plot(String name, String title, List<Series> series) {
        return new Plot(name, title, new Plot.Axis("σ", true), new Plot.Axis("error, norm units", true), series);
    }

    private static Plot truncated(CellResult point, double[] sigmas, int... horizons) {
        List<Series> series = new ArrayList<>();
        for (int horizon : horizons) {
            series.add(Series.line(
                    "H = " + horizon + " in both chains",
                    Style.MEASURED,
                    sigmas,
                    point.series("truncated " + horizon)));
        }
        double[] split = point.series("split curve");
        series.add(Series.line("H = 6 and H = 7", Style.CONTROL, sigmas, split));
        int end = sigmas.length - 1;
        double[] predicted =
                Arrays.stream(sigmas).map(s -> split[end] * sigmas[end] / s).toArray();
        series.add(Series.line("predicted slope −1", Style.PREDICTION, sigmas, predicted));
        return plot(
                "horizons",
                "Error of the hypergradient at the limits of chains with returns of H steps, at one point",
                series);
    }

    private static Plot best(CellResult point, double[] biases) {
        double[] opposite = point.series(Reading.OPPOSITE + " best error");
        double[] common = point.series(Reading.COMMON + " best error");
        int end = biases.length - 1;
        return new Plot(
                "best-error",
                "The least error over σ against the bias, at one point",
                new Plot.Axis("b, norm units of ∇_λ g", true),
                new Plot.Axis("least error, norm units", true),
                List.of(
                        Series.line("opposite biases", Style.MEASURED, biases, opposite),
                        Series.line("common bias", Style.MEASURED, biases, common),
                        Series.line("predicted slope 1/2", Style.PREDICTION, biases, power(biases, opposite[end], 0.5)),
                        Series.line("predicted slope 1", Style.PREDICTION, biases, power(biases, common[end], 1))));
    }

    private static double[] power(double[] x, double last, double exponent) {
        return Arrays.stream(x)
                .map(each -> last * Math.pow(each / x[x.length - 1], exponent))
                .toArray();
    }
}
