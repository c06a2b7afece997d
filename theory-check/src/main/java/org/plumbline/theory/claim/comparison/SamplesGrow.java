package org.plumbline.theory.claim.comparison;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.plumbline.algorithm.Algorithms;
import org.plumbline.oracle.OracleCounts;
import org.plumbline.problem.BilevelProblem;
import org.plumbline.source.Citation;
import org.plumbline.source.Citation.Provenance;
import org.plumbline.theory.Assumption;
import org.plumbline.theory.Cell;
import org.plumbline.theory.CellResult;
import org.plumbline.theory.Claim;
import org.plumbline.theory.ClaimCard;
import org.plumbline.theory.Evidence;
import org.plumbline.theory.Guarantee;
import org.plumbline.theory.Profile;
import org.plumbline.theory.Results;
import org.plumbline.theory.Settings;
import org.plumbline.theory.Table;
import org.plumbline.theory.Verdict;
import org.plumbline.theory.panel.Arena;
import org.plumbline.theory.panel.Effort;
import org.plumbline.theory.panel.SmallestSamples;
import org.plumbline.theory.statistics.Interval;
import org.plumbline.theory.statistics.LogLogFit;
import org.plumbline.theory.statistics.Power;
import org.plumbline.theory.statistics.StudentInterval;

/** SCALE-1 along one dial: the samples that the common search finds to be enough, as a power of the constant. */
record SamplesGrow(Dial dial) implements Claim {
    private static final String PAPER = "algorithm-1";
    private static final List<String> METHODS = List.of(PAPER, "algorithm-1-coupled");
    private static final double LEVEL = 0.95;
    private static final int FEWEST = 4;

    @Override
    public ClaimCard card() {
        return new ClaimCard(
                "SCALE-1@" + dial.name(),
                "At a fixed target the samples of Algorithm 1 grow at most as the power " + dial.bound() + " of the "
                        + dial.meaning() + ".",
                "N at which the tail mean of ‖∇Φ‖² reaches E‖∇Φ‖² ≤ " + dial.target()
                        + " (squared units; norm √ of it), smallest over the trials of the common search",
                Guarantee.UPPER_BOUND,
                new Citation("Chen, Ma, Zhang, JMLR 26(109), 2025 (F2BSA)", dial.published(), Provenance.DERIVED),
                List.of(
                        "sampling: " + Arenas.NOISE,
                        "random instances of the generator, the same seeds at every setting"),
                "an exponent of at most " + dial.bound() + "; an upper bound can only be refuted or found consistent",
                "Per generator seed, ln N is fitted against ln of the constant; the 95 % Student interval of the mean slope"
                        + " decides. SUPPORTED iff its upper end is at most the bound, " + dial.bound()
                        + "; NOT_SUPPORTED iff its lower end is above the bound; INCONCLUSIVE otherwise, and where fewer than "
                        + FEWEST + " seeds reach the target at every"
                        + " setting. For normal slopes a decided verdict is wrong with probability at most 2.5 %.",
                "the bound " + Dial.FALSE_BOUND
                        + " (N falls at least as the third power) must be NOT_SUPPORTED under the same" + " rule");
    }

    private static int seeds(Profile profile) {
        return profile == Profile.QUICK ? 6 : 16;
    }

    /** More trials than in RATE-4, as the search itself is the measurement; nothing runs after it. */
    private static Effort effort(Profile profile) {
        return profile == Profile.QUICK ? new Effort(32, 2, 6e3, 1, 1, 1) : new Effort(256, 3, 1e5, 1, 1, 1);
    }

    private Cell cell(Settings settings, String method, String setting, int seed) {
        return new Cell(key(settings, method, setting, seed), () -> compute(settings, method, setting, seed));
    }

    private String key(Settings settings, String method, String setting, int seed) {
        return "scale|" + dial.file() + '|' + dial.target() + '|' + method + '|' + setting + '|' + seed + '|'
                + effort(settings.profile()) + '|' + settings.masterSeed();
    }

    private CellResult compute(Settings settings, String method, String setting, int seed) {
        BilevelProblem problem = dial.instance(setting, seed);
        Arena arena = new Arena(
                problem.id(),
                problem,
                Arenas.NOISE.toString(),
                problem.oracles(Arenas.NOISE),
                SmallestSamples.localInverseL(problem),
                dial.target());
        SmallestSamples found = SmallestSamples.search(
                arena,
                Algorithms.named(method),
                effort(settings.profile()),
                settings.seeds("verdict").child("scale").child(problem.id()));
        return new CellResult(
                Map.of(
                        "value", new double[] {dial.value().applyAsDouble(problem)},
                        "samples", new double[] {found.reached() ? found.samples() : Double.NaN}),
                method,
                found.drawn(),
                "");
    }

    /** What is measured here is how N depends on the instance, for whatever N a search finds; nothing else is presumed. */
    @Override
    public List<Assumption> assumptions(Settings settings) {
        return List.of();
    }

    @Override
    public List<Cell> plan(Settings settings) {
        List<Cell> cells = new ArrayList<>();
        for (String method : METHODS) {
            for (String setting : dial.settings()) {
                for (int seed = 1; seed <= seeds(settings.profile()); seed++) {
                    cells.add(cell(settings, method, setting, seed));
                }
            }
        }
        return cells;
    }

    /** One slope a generator seed at which the target was reached at every setting. */
    private double[] slopes(Settings settings, Results results, String method) {
        int length = dial.settings().size();
        double[] slopes = new double[seeds(settings.profile())];
        int kept = 0;
        for (int seed = 1; seed <= slopes.length; seed++) {
            double[] x = new double[length];
            double[] y = new double[length];
            boolean reached = true;
            for (int i = 0; i < length; i++) {
                CellResult result =
                        results.get(key(settings, method, dial.settings().get(i), seed));
                x[i] = result.value("value");
                y[i] = result.value("samples");
                reached &= Double.isFinite(result.value("samples"));
            }
            if (reached) {
                slopes[kept++] = LogLogFit.of(x, y).slope();
            }
        }
        return Arrays.copyOf(slopes, kept);
    }

    private record Decision(
            Verdict verdict, double slope, Interval interval, String reason, double pValue, String power) {}

    private static Decision decide(double[] slopes, double bound) {
        if (slopes.length < FEWEST) {
            return new Decision(
                    Verdict.INCONCLUSIVE,
                    Double.NaN,
                    Interval.everything(),
                    "Only " + slopes.length + " seeds reach the target at every setting, of at least " + FEWEST + ".",
                    Double.NaN,
                    "none: too few seeds reach the target");
        }
        StudentInterval estimate = StudentInterval.of(slopes);
        Interval interval = estimate.interval(LEVEL);
        Verdict verdict = interval.upper() <= bound
                ? Verdict.SUPPORTED
                : interval.lower() > bound ? Verdict.NOT_SUPPORTED : Verdict.INCONCLUSIVE;
        return new Decision(
                verdict,
                estimate.mean(),
                interval,
                String.format(
                        Locale.ROOT,
                        "The exponent is %.2f [%.2f, %.2f] over %d instances a setting.",
                        estimate.mean(),
                        interval.lower(),
                        interval.upper(),
                        slopes.length),
                estimate.pValueAbove(bound),
                String.format(
                        Locale.ROOT,
                        "would have rejected an exponent of %.2f, the bound and 1, with probability %.3f",
                        bound + 1,
                        new Power(-bound, Double.POSITIVE_INFINITY, LEVEL, slopes.length, estimate.standardDeviation())
                                .ofRejecting(-bound - 1)));
    }

    @Override
    public Evidence judge(Settings settings, Results results) {
        Decision decision = decide(slopes(settings, results, PAPER), dial.bound());
        Decision control = decide(slopes(settings, results, PAPER), Dial.FALSE_BOUND);
        List<List<Object>> rows = new ArrayList<>();
        Map<String, OracleCounts> drawn = new LinkedHashMap<>();
        for (String method : METHODS) {
            Decision other = decide(slopes(settings, results, method), dial.bound());
            rows.add(List.of(
                    method,
                    Double.isNaN(other.slope()) ? (Object) "" : other.slope(),
                    Double.isNaN(other.slope()) ? (Object) "" : other.interval().lower(),
                    Double.isNaN(other.slope()) ? (Object) "" : other.interval().upper(),
                    dial.published()));
            for (String setting : dial.settings()) {
                for (int seed = 1; seed <= seeds(settings.profile()); seed++) {
                    drawn.merge(
                            method + " along " + dial.name(),
                            results.get(key(settings, method, setting, seed)).counts(),
                            OracleCounts::plus);
                }
            }
        }
        return new Evidence(
                        decision.verdict(),
                        decision.reason(),
                        new Evidence.Effect(
                                "exponent of N in the " + dial.name(),
                                decision.slope(),
                                Optional.of(decision.interval())),
                        List.of(new Evidence.Control(
                                "bound " + Dial.FALSE_BOUND,
                                control.verdict() == Verdict.NOT_SUPPORTED,
                                control.reason())),
                        decision.power(),
                        seeds(settings.profile())
                                + " generator seeds from 1; noise under the branch 'verdict' of master seed "
                                + settings.masterSeed(),
                        drawn,
                        List.of(),
                        List.of(
                                new Table(
                                        "exponents",
                                        "Exponent of N at fixed ε in the " + dial.meaning(),
                                        List.of("method", "measured", "lower", "upper", "published"),
                                        rows),
                                samples(settings, results)))
                .refutedAt(decision.pValue());
    }

    private Table samples(Settings settings, Results results) {
        List<List<Object>> rows = new ArrayList<>();
        for (String method : METHODS) {
            for (String setting : dial.settings()) {
                double value = 0;
                double logs = 0;
                int reached = 0;
                for (int seed = 1; seed <= seeds(settings.profile()); seed++) {
                    CellResult result = results.get(key(settings, method, setting, seed));
                    value += result.value("value") / seeds(settings.profile());
                    if (Double.isFinite(result.value("samples"))) {
                        logs += Math.log(result.value("samples"));
                        reached++;
                    }
                }
                rows.add(List.of(method, value, (long) reached, reached == 0 ? (Object) "" : Math.exp(logs / reached)));
            }
        }
        return new Table(
                "samples",
                "Samples that the common search found to be enough",
                List.of("method", dial.meaning() + ", mean", "instances that reached the target", "N, geometric mean"),
                rows);
    }
}
