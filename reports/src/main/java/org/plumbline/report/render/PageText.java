package org.plumbline.report.render;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.plumbline.algorithm.Rate;
import org.plumbline.oracle.Draw;
import org.plumbline.report.model.ClaimRow;
import org.plumbline.report.model.Figure;
import org.plumbline.report.model.MapFigure;
import org.plumbline.theory.Evidence;
import org.plumbline.theory.HeatMap;
import org.plumbline.theory.Plot;
import org.plumbline.theory.Verdict;

/** What the page's template cannot say itself; public only because the template engine asks for it. */
public final class PageText {
    private static final int MOST_ROWS = 200;

    private final Set<String> files;

    PageText(Set<String> files) {
        this.files = Set.copyOf(files);
    }

    /**
     * Whether the report has a file.
     *
     * @param path its path in the report
     * @return true if it may be linked to
     */
    public boolean has(String path) {
        return files.contains(path);
    }

    /**
     * The sign beside a verdict, so that colour is not needed.
     *
     * @param verdict the verdict
     * @return one character
     */
    public String sign(Verdict verdict) {
        return switch (verdict) {
            case SUPPORTED -> "✓";
            case NOT_SUPPORTED -> "✗";
            case INCONCLUSIVE -> "?";
            case NOT_RUN -> "○";
            case NOT_APPLICABLE -> "–";
        };
    }

    /**
     * The recorded verdict of a claim.
     *
     * @param row the claim
     * @return its name, or that none is recorded
     */
    public String expected(ClaimRow row) {
        return row.expectation().map(e -> e.verdict().name()).orElse("not recorded");
    }

    /**
     * Why that verdict is recorded.
     *
     * @param row the claim
     * @return the sentence, or nothing
     */
    public String expectedWhy(ClaimRow row) {
        return row.expectation().map(e -> e.why()).orElse("");
    }

    /**
     * The estimate and interval of an effect.
     *
     * @param effect the effect
     * @return in words
     */
    public String effect(Evidence.Effect effect) {
        String interval =
                effect.interval().isPresent() ? ", 95\u00a0% interval " + Numbers.interval(effect.interval()) : "";
        return Numbers.shortForm(effect.estimate()) + interval;
    }

    /**
     * The kinds of draws, the columns of a ledger.
     *
     * @return in their order
     */
    public List<Draw> draws() {
        return Arrays.asList(Draw.values());
    }

    /**
     * A count.
     *
     * @param value any
     * @return with its digits in groups
     */
    public String count(long value) {
        return Numbers.count(value);
    }

    /**
     * A number of a table.
     *
     * @param value a string or a number
     * @return as people read it
     */
    public String cell(Object value) {
        return Numbers.cell(value);
    }

    /**
     * Whether a cell is set to the right.
     *
     * @param value a string or a number
     * @return true for numbers
     */
    public boolean numeric(Object value) {
        return value instanceof Number;
    }

    /**
     * A sample complexity in both units.
     *
     * @param rate the published rate
     * @return such as "ε⁻³ for E‖∇Φ‖² ≤ ε; ε⁻⁶ for E‖∇Φ‖ ≤ ε"
     */
    public String rate(Rate rate) {
        String bound = rate.criterion().isOfHypergradient()
                ? power(rate.squaredNormExponent()) + " for " + Rate.Criterion.SQUARED_NORM.formula() + "; "
                        + power(rate.normExponent()) + " for " + Rate.Criterion.NORM.formula()
                : power(rate.exponent()) + " for " + rate.criterion().formula() + " (another quantity)";
        return bound + "; " + rate.regime().words();
    }

    private static String power(double exponent) {
        boolean whole = exponent == Math.rint(exponent);
        return whole ? "ε" + Numbers.power((int) -exponent).substring(2) : "ε^(" + Numbers.shortForm(-exponent) + ")";
    }

    /**
     * The chart of a figure.
     *
     * @param figure the figure
     * @return SVG, escaped
     */
    public String svg(Figure figure) {
        return SvgChart.of(figure.plot(), figure.stem());
    }

    /**
     * The number of plotted points.
     *
     * @param plot the plot
     * @return over all series
     */
    public long points(Plot plot) {
        return plot.series().stream().mapToLong(s -> s.x().length).sum();
    }

    /**
     * The first points of a plot, as rows of a table.
     *
     * @param plot the plot
     * @return series, x, y and error bar; at most 200 rows
     */
    public List<List<String>> rows(Plot plot) {
        List<List<String>> rows = new ArrayList<>();
        for (Plot.Series series : plot.series()) {
            for (int i = 0; i < series.x().length && rows.size() < MOST_ROWS; i++) {
                boolean bars = series.lower().length > 0;
                String bar = bars
                        ? "[" + Numbers.shortForm(series.lower()[i]) + ", " + Numbers.shortForm(series.upper()[i]) + "]"
                        : "";
                rows.add(List.of(
                        series.label(), Numbers.shortForm(series.x()[i]), Numbers.shortForm(series.y()[i]), bar));
            }
        }
        return rows;
    }

    /**
     * The heat map of a figure.
     *
     * @param figure the figure
     * @return SVG, escaped
     */
    public String heat(MapFigure figure) {
        return SvgHeatMap.of(figure.map(), figure.stem());
    }

    /**
     * The squares of a heat map, as rows of a table.
     *
     * @param map the map
     * @return x, y, value, interval, and "framed" where it is
     */
    public List<List<String>> squares(HeatMap map) {
        return map.squares().stream()
                .map(square -> List.of(
                        Numbers.cell(map.x().values().get(square.column())),
                        Numbers.cell(map.y().values().get(square.row())),
                        square.finite()
                                ? Numbers.shortForm(square.value())
                                : "diverged (runs: " + square.diverged() + ")",
                        Double.isNaN(square.lower())
                                ? ""
                                : "[" + Numbers.shortForm(square.lower()) + ", " + Numbers.shortForm(square.upper())
                                        + "]",
                        square.framed() ? "framed" : ""))
                .toList();
    }

    /**
     * What the methods of a claim drew.
     *
     * @param evidence the evidence
     * @return in words
     */
    public String draws(Evidence evidence) {
        return Optional.of(evidence.ledger().entrySet().stream()
                        .map(e -> e.getKey() + ": "
                                + Arrays.stream(Draw.values())
                                        .filter(kind -> e.getValue().of(kind) != 0)
                                        .map(kind -> count(e.getValue().of(kind)) + " " + kind.label())
                                        .collect(Collectors.joining(", ")))
                        .collect(Collectors.joining("; ")))
                .filter(text -> !text.isEmpty())
                .orElse("nothing");
    }

    /**
     * Prose with the mathematics in it, for the page to typeset.
     *
     * @param text any
     * @return HTML, escaped
     */
    public String math(String text) {
        return Mathematics.html(text);
    }

    /**
     * Text within HTML tags, where a page of another format has some.
     *
     * @param text any
     * @return escaped
     */
    public String html(String text) {
        return XmlText.escape(text);
    }

    /**
     * A style class for a verdict.
     *
     * @param verdict the verdict
     * @return in lower case
     */
    public String style(Verdict verdict) {
        return verdict.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
