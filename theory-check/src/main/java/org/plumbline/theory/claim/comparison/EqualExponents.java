package org.plumbline.theory.claim.comparison;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.plumbline.algorithm.AlgorithmSpec;
import org.plumbline.algorithm.Algorithms;
import org.plumbline.algorithm.Rate;
import org.plumbline.oracle.OracleCounts;
import org.plumbline.source.Citation;
import org.plumbline.source.Citation.Provenance;
import org.plumbline.theory.Assumption;
import org.plumbline.theory.Cell;
import org.plumbline.theory.Claim;
import org.plumbline.theory.ClaimCard;
import org.plumbline.theory.Evidence;
import org.plumbline.theory.Guarantee;
import org.plumbline.theory.Plot;
import org.plumbline.theory.Profile;
import org.plumbline.theory.Results;
import org.plumbline.theory.Settings;
import org.plumbline.theory.Table;
import org.plumbline.theory.Verdict;
import org.plumbline.theory.assumption.Domain;
import org.plumbline.theory.assumption.GradientNoise;
import org.plumbline.theory.assumption.PlInequality;
import org.plumbline.theory.assumption.Smoothness;
import org.plumbline.theory.judge.SlopeDecision;
import org.plumbline.theory.judge.SlopeRule;
import org.plumbline.theory.panel.Arena;
import org.plumbline.theory.panel.Effort;
import org.plumbline.theory.panel.Entrant;
import org.plumbline.theory.panel.Panel;
import org.plumbline.theory.statistics.StudentInterval;

/**
 * RATE-4 in one arena: the exponents of Algorithm 1 and of F2BSA are equal, and the table of all methods stands beside it.
 *
 * @param arena where
 * @param whole whether the quick profile, too, runs all methods
 */
record EqualExponents(Arena arena, boolean whole) implements Claim {
    private static final String PAPER = "algorithm-1";
    private static final String BASELINE = "f2bsa";

    /** Half of the way between b = 1/3, an ε⁻³, and b = 1/6, an ε⁻⁶ in the same units. */
    static final double MARGIN = 1.0 / 12;

    /** Targets of the control. */
    private static final int MOST_WASTED = 6;

    /** Fewer seeds decide nothing. */
    static final int FEWEST = 8;

    private static final SlopeRule RULE = new SlopeRule(0, MARGIN, 0.95, FEWEST);

    private static final List<String> DECIDING = List.of(PAPER, BASELINE);

    /** Whose rates the question is about: the paper's, and the two that it improves on. */
    static final List<String> ASKED = List.of(PAPER, "chen-xu-zhang", BASELINE);

    private static final Set<Rate.Criterion> UNTUNED = Set.of(Rate.Criterion.PROXY, Rate.Criterion.DIRECT_PART);

    /** Without an active box it is Algorithm 1, bit for bit, and with one its limit is another. */
    static final String LEFT_OUT = "algorithm-1-projected";

    private static final List<String> SMALL_BATCHES = List.of("saba", "soba", "ttsa", "sustain", "amigo");

    /** Drawn beside the pair in charts: one of each kind. */
    static final List<String> DRAWN =
            List.of(PAPER, BASELINE, "algorithm-1-coupled", "f2sa", "f2sa-2", "stocbio", "soba", "pzobo");

    @Override
    public ClaimCard card() {
        return new ClaimCard(
                "RATE-4@" + arena.name(),
                "In matched units Algorithm 1's ε⁻³ does not improve on the ε⁻⁶ of the first-order methods: Algorithm 1 and"
                        + " F2BSA, each under its own theorem's schedule, need N = Õ(E^-r) samples with the same r.",
                "tail mean of ‖∇Φ(φ_t)‖² that was achieved, squared units: E‖∇Φ‖²; in norm units every r is twice as large",
                Guarantee.RATE,
                new Citation(
                        "arXiv 2503.17644 against Chen, Ma, Zhang, JMLR 26(109), 2025, and Chen, Xu, Zhang, COLT 2024",
                        "stated sample complexities O(ε⁻³) and Õ(ε⁻⁶), units converted by us",
                        Provenance.DERIVED),
                List.of(
                        "g and g + σf PL for all σ that the search may choose",
                        "sampling: " + arena.sampling(),
                        "constants by one search for all methods: the same trials, seeds and oracle queries (calls, whatever"
                                + " the batch), on the calibration branch; samples reported, which differ much"),
                "difference of b, where E ∝ N^-b with the logarithms divided out: 0 (an improvement from ε⁻⁶ to ε⁻³ in the"
                        + " same units would be 1/3 − 1/6)",
                RULE.describe()
                        + " Slopes are differences b(algorithm-1) − b(f2bsa), seed by seed, over all targets but the"
                        + " one on which the constants were found. Targets: ε = " + arena.largest()
                        + " and its halvings.",
                "Algorithm 1 that throws 32000 (ε₀/ε)⁵ samples away at every step, ε₀ the largest target, a true ε⁻⁶ in squared"
                        + " units, in place of F2BSA must be NOT_SUPPORTED under the same rule (on at most "
                        + MOST_WASTED + " targets)");
    }

    /** The quick profile compares all methods on two instances, and on the others runs only what decides. */
    private List<Entrant> entrants(Profile profile) {
        boolean all = whole || profile == Profile.FULL;
        boolean tuned = !costly() || profile == Profile.FULL;
        List<Entrant> entrants = new ArrayList<>();
        for (AlgorithmSpec spec : Algorithms.all()) {
            boolean deciding = DECIDING.contains(spec.card().name());
            if (deciding || (all && !spec.card().name().equals(LEFT_OUT))) {
                // Tuned at every target, a method with one σ for all targets would be another method; and what does not
                // aim at
                // ∇Φ = 0 cannot be tuned for it: an exponent would only say how far its iterates have come.
                boolean free = !UNTUNED.contains(spec.card().rate().criterion());
                entrants.add(new Entrant(spec, deciding ? deciding(profile) : effort(profile), tuned && free));
            }
        }
        return entrants;
    }

    private boolean costly() {
        return arena.name().startsWith("lqr");
    }

    private Effort effort(Profile profile) {
        return costly() ? Effort.ofCostly(profile) : Effort.of(profile);
    }

    /** More targets and fresh runs, where they are cheap. */
    private Effort deciding(Profile profile) {
        Effort effort = effort(profile);
        return costly() || profile == Profile.FULL ? effort : effort.with(7, 24);
    }

    Panel panel(Settings settings) {
        return new Panel(arena, entrants(settings.profile()));
    }

    /** Beside the strongly convex instance: methods with small batches on the same problem as a finite sum. */
    private Optional<Panel> finiteSum(Settings settings) {
        return arena.name().equals(Arenas.quadratic().name())
                ? Optional.of(new Panel(
                        Arenas.finiteSum(),
                        SMALL_BATCHES.stream()
                                .map(name -> new Entrant(
                                        Algorithms.named(name), effort(settings.profile()), profileIsFull(settings)))
                                .toList()))
                : Optional.empty();
    }

    private static boolean profileIsFull(Settings settings) {
        return settings.profile() == Profile.FULL;
    }

    private Panel control(Settings settings) {
        Effort effort = deciding(settings.profile());
        // Its samples grow by 64 a halving: at smaller targets they would be beyond a long.
        Effort counted = effort.with(Math.min(effort.targets(), MOST_WASTED), effort.seeds());
        return new Panel(arena, List.of(new Entrant(new Wasteful.Spec(arena.largest()), counted, false)));
    }

    @Override
    public List<Assumption> assumptions(Settings settings) {
        double[] targets = arena.targets(deciding(settings.profile()).targets());
        List<Assumption> all = new ArrayList<>(PlInequality.forAll(
                arena.problem(), Math.sqrt(targets[0]), Math.sqrt(targets[targets.length - 1]) / 8));
        all.add(new Domain(arena.problem()));
        all.add(new Smoothness(arena.problem()));
        all.add(new GradientNoise(arena.problem(), arena.sampling(), arena::oracles, 0, Arenas.NOISE));
        return all;
    }

    @Override
    public List<Cell> plan(Settings settings) {
        List<Cell> cells = new ArrayList<>(panel(settings).cells(settings));
        cells.addAll(control(settings).cells(settings));
        finiteSum(settings).ifPresent(panel -> cells.addAll(panel.cells(settings)));
        return cells;
    }

    @Override
    public Evidence judge(Settings settings, Results results) {
        Panel panel = panel(settings);
        double[] paper = panel.slopes(PAPER, settings, results);
        double[] baseline = panel.slopes(BASELINE, settings, results);
        SlopeDecision decision = RULE.decide(differences(settings, results));
        SlopeDecision control = RULE.decide(controlDifferences(settings, results));
        List<Table> tables = new ArrayList<>();
        tables.add(panel.answer(settings, results, ASKED));
        tables.addAll(panel.tables(settings, results));
        finiteSum(settings)
                .ifPresent(sums -> sums.tables(settings, results).forEach(table -> tables.add(ofFiniteSum(table))));
        List<Plot> plots = panel.plots(settings, results, DRAWN);
        return new Evidence(
                        decision.verdict(),
                        answer(paper, baseline) + decision.reason(),
                        new Evidence.Effect(
                                "b(algorithm-1) − b(f2bsa), E ∝ N^-b",
                                decision.slope(),
                                Optional.of(decision.interval())),
                        List.of(new Evidence.Control(
                                "wasted samples",
                                control.verdict() == Verdict.NOT_SUPPORTED,
                                control.verdict() + ": " + control.reason())),
                        RULE.power(decision) + "; an improvement from ε⁻⁶ to ε⁻³ would be a difference of 0.167",
                        deciding(settings.profile()).seeds() + " seeds (other methods of the table: "
                                + effort(settings.profile()).seeds() + ") under the branch 'verdict' of master seed "
                                + settings.masterSeed() + "; constants under the branch 'calibration'",
                        drawn(settings, results),
                        plots,
                        tables)
                .refutedAt(RULE.pValue(decision));
    }

    /** b of Algorithm 1 minus b of F2BSA, at the seeds at which both finished. */
    double[] differences(Settings settings, Results results) {
        Panel panel = panel(settings);
        return differences(panel.slopes(PAPER, settings, results), panel.slopes(BASELINE, settings, results));
    }

    /** The same with the control in place of F2BSA. */
    double[] controlDifferences(Settings settings, Results results) {
        return differences(
                panel(settings).slopes(PAPER, settings, results),
                control(settings).slopes(Wasteful.NAME, settings, results));
    }

    /** What all methods drew, the control among them. */
    Map<String, OracleCounts> drawn(Settings settings, Results results) {
        Map<String, OracleCounts> drawn = new LinkedHashMap<>(panel(settings).drawn(settings, results));
        drawn.putAll(control(settings).drawn(settings, results));
        finiteSum(settings).ifPresent(sums -> drawn.putAll(sums.drawn(settings, results)));
        return drawn;
    }

    private static Table ofFiniteSum(Table table) {
        return new Table("finite-sum-" + table.name(), "Finite sum: " + table.title(), table.columns(), table.rows());
    }

    /** Empty unless both have slopes, as then the rule says what is missing. */
    private static String answer(double[] paper, double[] baseline) {
        double[] ours = finite(paper);
        double[] theirs = finite(baseline);
        if (ours.length < 2 || theirs.length < 2) {
            return "";
        }
        double r = 1 / StudentInterval.of(ours).mean();
        double s = 1 / StudentInterval.of(theirs).mean();
        return String.format(
                Locale.ROOT,
                "Measured N = Õ(E^-r): r = %.2f for Algorithm 1 and %.2f for F2BSA in squared units, %.2f and %.2f in norm"
                        + " units. ",
                r,
                s,
                2 * r,
                2 * s);
    }

    /** Of the seeds at which both finished. */
    private static double[] differences(double[] x, double[] y) {
        double[] differences = new double[Math.min(x.length, y.length)];
        Arrays.setAll(differences, i -> x[i] - y[i]);
        return finite(differences);
    }

    private static double[] finite(double[] values) {
        return Arrays.stream(values).filter(Double::isFinite).toArray();
    }
}
