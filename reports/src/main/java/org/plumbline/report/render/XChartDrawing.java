package org.plumbline.report.render;

import java.awt.BasicStroke;
import java.awt.Color;
import java.util.Locale;
import java.util.stream.IntStream;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler.LegendLayout;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;
import org.plumbline.theory.Plot;
import org.plumbline.theory.Plot.Style;

/**
 * A plot as an XChart chart. XChart throws where a logarithmic axis gets a value that is not positive, so such points
 * are left out beforehand; its error bars are symmetric, so an interval is a series of two points here.
 */
final class XChartDrawing {
    private static final int WIDTH = 800;
    private static final int HEIGHT = 520;
    private static final int LEGEND_ROW = 22;
    private static final Color INK = new Color(0x1c1c1a);
    private static final Color GRID = new Color(0xdcdcd6);
    private static final Color[] COLOURS = {
        new Color(0x0b5cad),
        new Color(0xb3431b),
        new Color(0x1b7a4b),
        new Color(0x8a3f8f),
        new Color(0x7a5b00),
        new Color(0x35597a)
    };
    private static final Marker[] MARKERS = {
        SeriesMarkers.CIRCLE,
        SeriesMarkers.SQUARE,
        SeriesMarkers.TRIANGLE_UP,
        SeriesMarkers.DIAMOND,
        SeriesMarkers.TRIANGLE_DOWN,
        SeriesMarkers.PLUS,
        SeriesMarkers.CROSS,
        SeriesMarkers.TRAPEZOID
    };

    private final Plot plot;
    private final Scale x;
    private final Scale y;
    private final XYChart chart;

    private XChartDrawing(Plot plot) {
        this.plot = plot;
        this.x = ends(Scale.of(plot, true));
        this.y = ends(Scale.of(plot, false));
        this.chart = new XYChartBuilder()
                .width(WIDTH)
                .height(HEIGHT + LEGEND_ROW * plot.series().size())
                .title(plot.title())
                .xAxisTitle(plot.x().label())
                .yAxisTitle(plot.y().label())
                .build();
    }

    /** The chart of a plot. */
    static XYChart of(Plot plot) {
        XChartDrawing drawing = new XChartDrawing(plot);
        drawing.style(drawing.chart.getStyler());
        for (int i = 0; i < plot.series().size(); i++) {
            drawing.series(i);
        }
        return drawing.chart;
    }

    /** XChart labels whole decades only, so a logarithmic axis runs from one power of ten to another. */
    private static Scale ends(Scale scale) {
        return scale.logarithmic()
                ? new Scale(
                        Math.max(Double.MIN_NORMAL, Math.pow(10, Math.floor(Math.log10(scale.minimum())))),
                        Math.min(Double.MAX_VALUE, Math.pow(10, Math.ceil(Math.log10(scale.maximum())))),
                        true)
                : scale;
    }

    private void style(XYStyler styler) {
        styler.setLocale(Locale.ROOT);
        styler.setXAxisLogarithmic(x.logarithmic());
        styler.setYAxisLogarithmic(y.logarithmic());
        styler.setXAxisMin(x.minimum());
        styler.setXAxisMax(x.maximum());
        styler.setYAxisMin(y.minimum());
        styler.setYAxisMax(y.maximum());
        styler.setXAxisTickLabelsFormattingFunction(Numbers::shortForm);
        styler.setYAxisTickLabelsFormattingFunction(Numbers::shortForm);
        styler.setPlotGridLinesColor(GRID);
        styler.setChartBackgroundColor(Color.WHITE);
        styler.setPlotBorderVisible(false);
        styler.setChartFontColor(INK);
        styler.setLegendPosition(LegendPosition.OutsideS);
        styler.setLegendLayout(LegendLayout.Vertical);
        styler.setLegendBorderColor(Color.WHITE);
        styler.setMarkerSize(8);
    }

    private void series(int index) {
        Plot.Series series = plot.series().get(index);
        double[] xs = series.x();
        double[] ys = series.y();
        int[] shown = IntStream.range(0, xs.length)
                .filter(i -> x.shows(xs[i]) && y.shows(ys[i]))
                .toArray();
        if (shown.length == 0) {
            return;
        }
        Color colour = COLOURS[index % COLOURS.length];
        boolean points = series.style() == Style.MEASURED || series.style() == Style.CONTROL;
        XYSeries added = add("series " + index, pick(xs, shown), pick(ys, shown), colour, stroke(series.style()));
        added.setMarker(points ? MARKERS[index % MARKERS.length] : SeriesMarkers.NONE);
        added.setMarkerColor(series.style() == Style.CONTROL ? Color.LIGHT_GRAY : colour);
        added.setLabel(series.label());
        for (int i : series.lower().length == 0 ? new int[0] : shown) {
            bar(index, i, series, colour);
        }
    }

    private void bar(int index, int i, Plot.Series series, Color colour) {
        double low = series.lower()[i];
        double high = series.upper()[i];
        if (!Double.isNaN(low) && !Double.isNaN(high)) {
            double at = series.x()[i];
            double[] ends = {Math.max(low, y.minimum()), Math.min(high, y.maximum())};
            add("series " + index + " bar " + i, new double[] {at, at}, ends, colour, new BasicStroke(1.5f))
                    .setShowInLegend(false);
        }
    }

    private XYSeries add(String name, double[] xs, double[] ys, Color colour, BasicStroke stroke) {
        XYSeries series = chart.addSeries(name, xs, ys);
        series.setLineColor(colour);
        series.setLineStyle(stroke);
        series.setMarker(SeriesMarkers.NONE);
        return series;
    }

    private static BasicStroke stroke(Style style) {
        float[] dash = {9, 5};
        return switch (style) {
            case MEASURED, CONTROL -> new BasicStroke(0.7f);
            case FIT -> new BasicStroke(1.8f);
            case PREDICTION -> new BasicStroke(1.8f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 10, dash, 0);
        };
    }

    private static double[] pick(double[] values, int... indices) {
        return IntStream.of(indices).mapToDouble(i -> values[i]).toArray();
    }
}
