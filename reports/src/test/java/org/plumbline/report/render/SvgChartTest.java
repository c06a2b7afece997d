package org.plumbline.report.render;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.parser.Parser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.plumbline.report.model.Figure;
import org.plumbline.theory.Plot;
import org.plumbline.theory.Plot.Style;

class SvgChartTest {
    private static Plot plot(boolean logarithmic, Plot.Series... series) {
        return new Plot(
                "p", "title", new Plot.Axis("x", logarithmic), new Plot.Axis("y", logarithmic), List.of(series));
    }

    private static Plot.Series points(double... values) {
        return Plot.Series.line("points", Style.MEASURED, values, values);
    }

    private static Document svg(Plot plot) {
        String text = SvgChart.of(plot, "id");
        assertFalse(text.contains("NaN") || text.contains("Infinity"), text);
        return Jsoup.parse(text, Parser.xmlParser());
    }

    @ParameterizedTest
    @CsvSource({
        "true, 1, 1",
        "true, 1, 1.2",
        "true, 1, 1.0001",
        "true, 0.9, 9",
        "true, 1e-12, 1e9",
        "true, 1e-300, 1e300",
        "true, 2e-5, 3e-5",
        "false, 0, 0",
        "false, -3, 5",
        "false, 1e6, 1000001",
        "false, -1e308, 1e308",
        "false, 1e-9, 3e-9",
        "false, 5, 5"
    })
    void axesHaveThreeToEightLabels(boolean logarithmic, double low, double high) {
        Plot plot = plot(logarithmic, points(low, high));
        svg(plot);
        long labels = Ticks.of(Scale.of(plot, true)).stream()
                .filter(tick -> !tick.label().isEmpty())
                .map(Tick::label)
                .distinct()
                .count();
        assertTrue(labels >= 3 && labels <= 8, labels + " labels");
        assertEquals(2, svg(plot).select("g:not(.axis) > path.solid").size() - 1, "two points and the legend's");
    }

    @Test
    void whatALogarithmicAxisCannotShowIsLeftOut() {
        Plot plot = plot(true, points(-1, 0, Double.NaN, Double.POSITIVE_INFINITY, 3));
        assertEquals(1 + 1, svg(plot).select("path.solid").size());
        assertTrue(svg(plot(true, points(-1, 0))).text().contains("no point can be drawn"));
        assertTrue(svg(plot(false)).text().contains("no point can be drawn"));
    }

    @Test
    void errorBarWithAnEndBelowZeroRunsToTheEdge() {
        double[] at = {1, 10};
        Plot plot = plot(true, new Plot.Series("bars", Style.MEASURED, at, at, new double[] {-1, 5}, new double[] {
            2, Double.POSITIVE_INFINITY
        }));
        assertEquals(2, svg(plot).select("path.bar").size());
        assertEquals(1, svg(plot).select("path.bar").get(0).attr("d").split("h", -1).length - 1, "one cap");
    }

    @Test
    void decadesAreLabelledAsPowersAndNarrowRangesByOneTwoFive() {
        assertTrue(svg(plot(true, points(1e-6, 1))).text().contains("10⁻⁴"));
        String narrow = svg(plot(true, points(0.01, 0.09))).text();
        assertTrue(narrow.contains("0.02") && narrow.contains("0.05"), narrow);
    }

    @Test
    void longLabelsAreWrapped() {
        Plot plot =
                plot(false, Plot.Series.line("word ".repeat(40), Style.FIT, new double[] {1, 2}, new double[] {1, 2}));
        svg(plot).select("text").forEach(text -> assertTrue(text.text().length() <= 52));
    }

    @Test
    void imagesAreDrawnForDegenerateData() {
        List.of(
                        plot(true, points(1)),
                        plot(true, points(-1, 0)),
                        plot(false),
                        plot(true, points(1, 1.2)),
                        plot(false, points(3, 3)))
                .forEach(plot -> {
                    ChartImages images = ChartImages.of(List.of(new Figure(plot, "x")), List.of());
                    assertEquals(2, images.files().size(), images.failure().orElse(""));
                });
    }
}
