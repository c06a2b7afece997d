package org.plumbline.report;

import com.google.auto.service.AutoService;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.plumbline.oracle.Draw;
import org.plumbline.oracle.Ledger;
import org.plumbline.source.Citation;
import org.plumbline.theory.Assumption;
import org.plumbline.theory.Audit;
import org.plumbline.theory.Cell;
import org.plumbline.theory.CellResult;
import org.plumbline.theory.Claim;
import org.plumbline.theory.ClaimCard;
import org.plumbline.theory.Evidence;
import org.plumbline.theory.Guarantee;
import org.plumbline.theory.HeatMap;
import org.plumbline.theory.Plot;
import org.plumbline.theory.Plot.Style;
import org.plumbline.theory.Results;
import org.plumbline.theory.Settings;
import org.plumbline.theory.Table;
import org.plumbline.theory.Verdict;
import org.plumbline.theory.statistics.Interval;

/** Claims about nothing, to see reports with. */
public final class SampleAudits {
    private SampleAudits() {}

    /** One claim that agrees and one that does not, with charts, tables and characters that need escaping. */
    @AutoService(Audit.class)
    public static final class TwoInstances implements Audit {
        @Override
        public String id() {
            return "SAMPLE-1";
        }

        @Override
        public List<Claim> claims() {
            return List.of(
                    new Sample("SAMPLE-1@alpha", Verdict.SUPPORTED),
                    new Sample("SAMPLE-1@beta", Verdict.NOT_SUPPORTED));
        }
    }

    /** A claim whose judge throws. */
    @AutoService(Audit.class)
    public static final class Broken implements Audit {
        @Override
        public String id() {
            return "SAMPLE-2";
        }

        @Override
        public List<Claim> claims() {
            return List.of(new Sample("SAMPLE-2", Verdict.SUPPORTED) {
                @Override
                public Evidence judge(Settings settings, Results results) {
                    throw new IllegalStateException("the judge <slipped>\non a line end");
                }
            });
        }
    }

    /** A claim that measures nothing. */
    @AutoService(Audit.class)
    public static final class Absent implements Audit {
        @Override
        public String id() {
            return "SAMPLE-3";
        }

        @Override
        public List<Claim> claims() {
            return List.of(new Sample("SAMPLE-3", Verdict.NOT_RUN));
        }
    }

    /** A claim with a given verdict. */
    public static class Sample implements Claim {
        private final String id;
        private final Verdict verdict;

        /**
         * A claim.
         *
         * @param id its name
         * @param verdict what its judge will say
         */
        public Sample(String id, Verdict verdict) {
            this.id = id;
            this.verdict = verdict;
        }

        @Override
        public ClaimCard card() {
            return new ClaimCard(
                    id,
                    "The error of <Algorithm 1> falls at least like ε when σ & ε fall together",
                    "E‖∇Φ‖² at the returned point, in squared norm units, against ε",
                    Guarantee.UPPER_BOUND,
                    new Citation("arXiv 2503.17644", "Theorem 1", Citation.Provenance.INFERRED),
                    List.of("g is PL with constant μ > 0", "the noise of all gradients has bounded variance"),
                    "a slope of ln E against ln ε of at least 1",
                    "SUPPORTED iff the lower end of the 95 % Student interval of the slope over the last three halvings"
                            + " of ε is at least 0.9; NOT_SUPPORTED iff the upper end is below 0.9; else INCONCLUSIVE",
                    "a schedule with a constant penalty parameter, whose slope is 0");
        }

        @Override
        public List<Assumption> assumptions(Settings settings) {
            return List.of();
        }

        @Override
        public List<Cell> plan(Settings settings) {
            return IntStream.range(0, 4)
                    .mapToObj(i -> new Cell("sample cell " + i, () -> cell(i)))
                    .toList();
        }

        private static CellResult cell(int i) {
            Ledger ledger = new Ledger();
            ledger.charge(Draw.LOWER_GRADIENT, 1_234_567L * (i + 1));
            ledger.charge(Draw.UPPER_GRADIENT, 1000);
            return new CellResult(Map.of("value", new double[] {i}), "algorithm-1", ledger.counts(), "");
        }

        @Override
        public Evidence judge(Settings settings, Results results) {
            boolean measured = verdict != Verdict.NOT_RUN;
            double slope = verdict == Verdict.SUPPORTED ? 1.0213 : 0.4567;
            return new Evidence(
                            verdict,
                            measured ? "the slope is " + slope + ", and 0.9 is needed" : "left out by the profile",
                            new Evidence.Effect(
                                    "tail slope of ln E against ln ε",
                                    measured ? slope : Double.NaN,
                                    measured ? Optional.of(Interval.around(slope, 0.04)) : Optional.empty()),
                            List.of(new Evidence.Control("constant σ", true, "slope 0.02, interval [−0.03, 0.07]")),
                            "a true slope of 0.8 would be rejected with probability 0.97",
                            "12 seeds, 0 to 11, of branch \"verdict\"",
                            Map.of("algorithm-1", results.get("sample cell 3").counts()),
                            measured ? List.of(rate(), narrow()) : List.of(),
                            measured ? List.of(table()) : List.of())
                    .with(measured ? List.of(map()) : List.of())
                    .alsoMeasured(measured ? others() : List.of());
        }

        private static List<Evidence.Effect> others() {
            return List.of(
                    new Evidence.Effect(
                            "slope of the \"depth\" in n", -0.5, Optional.of(Interval.around(-0.5, 0.0625))),
                    new Evidence.Effect("ratio to C:\\{a, b}", 1.25, Optional.empty()),
                    new Evidence.Effect("slope where nothing was measured", Double.NaN, Optional.empty()));
        }

        private static HeatMap map() {
            return new HeatMap(
                    "map",
                    "Error over n & σ",
                    new HeatMap.Axis("n, samples", List.of(10L, 100L)),
                    new HeatMap.Axis("σ < 1", List.of(0.25, 0.5)),
                    "E, squared units",
                    "the theorem's choice",
                    new HeatMap.Shades(0.01, 1),
                    List.of(
                            new HeatMap.Square(0, 0, 0.3, 0.2, 0.4, 0, false),
                            new HeatMap.Square(1, 0, 0.03, 0.02, 0.04, 0, true),
                            new HeatMap.Square(0, 1, Double.POSITIVE_INFINITY, Double.NaN, Double.NaN, 2, false)));
        }

        private static Plot rate() {
            double[] x = {0.4, 0.2, 0.1, 0.05, 0.025, 0.0125};
            double[] y = DoubleStream.of(x).map(e -> 0.3 * e).toArray();
            double[] low = DoubleStream.of(y).map(v -> v * 0.8).toArray();
            double[] high = DoubleStream.of(y).map(v -> v * 1.3).toArray();
            double[] flat = DoubleStream.of(x).map(e -> 0.05 + 0.01 * e).toArray();
            low[5] = -1e-3;
            return new Plot(
                    "rate",
                    "Mean squared hypergradient norm against the target",
                    new Plot.Axis("target ε, squared norm units", true),
                    new Plot.Axis("E‖∇Φ‖², mean over 12 seeds", true),
                    List.of(
                            new Plot.Series("algorithm-1, mean and 95 % interval", Style.MEASURED, x, y, low, high),
                            new Plot.Series(
                                    "control: constant σ", Style.CONTROL, x, flat, new double[0], new double[0]),
                            Plot.Series.line("fit over the last three halvings, slope 1.02", Style.FIT, x, y),
                            Plot.Series.line(
                                    "predicted slope 1", Style.PREDICTION, new double[] {0.4, 0.0125}, new double[] {
                                        0.3, 0.3 * 0.0125 / 0.4
                                    })));
        }

        private static Plot narrow() {
            double[] x = {0, 1, 2, 3, 4};
            double[] y = {1.02, 1.01, 0.985, 1.0, 1.015};
            return new Plot(
                    "local-slopes",
                    "Local slopes, halving by halving",
                    new Plot.Axis("halving", false),
                    new Plot.Axis("slope of ln E against ln ε", false),
                    List.of(
                            Plot.Series.line("algorithm-1", Style.MEASURED, x, y),
                            Plot.Series.line("predicted", Style.PREDICTION, new double[] {0, 4}, new double[] {1, 1})));
        }

        private static Table table() {
            return new Table(
                    "samples",
                    "Samples to the target",
                    List.of("target ε", "samples N", "E‖∇Φ‖²", "note"),
                    List.of(
                            List.of(0.1, 12_345L, 0.03, "a \"quoted\", <marked> note"),
                            List.of(0.05, 98_765_432L, 1.5e-7, "plain")));
        }
    }
}
