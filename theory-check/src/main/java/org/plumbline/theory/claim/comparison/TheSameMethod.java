package org.plumbline.theory.claim.comparison;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.plumbline.algorithm.AlgorithmSpec;
import org.plumbline.algorithm.Algorithms;
import org.plumbline.algorithm.BilevelAlgorithm;
import org.plumbline.algorithm.TheoremSchedule;
import org.plumbline.algorithm.penalty.FirstOrderPenalty;
import org.plumbline.oracle.OracleCounts;
import org.plumbline.random.SeedTree;
import org.plumbline.run.Probe;
import org.plumbline.run.Recording;
import org.plumbline.run.Runner;
import org.plumbline.run.StopRule;
import org.plumbline.run.Trace;
import org.plumbline.source.Citation;
import org.plumbline.source.Citation.Provenance;
import org.plumbline.theory.Assumption;
import org.plumbline.theory.Cell;
import org.plumbline.theory.CellResult;
import org.plumbline.theory.Claim;
import org.plumbline.theory.ClaimCard;
import org.plumbline.theory.Evidence;
import org.plumbline.theory.Guarantee;
import org.plumbline.theory.Results;
import org.plumbline.theory.Settings;
import org.plumbline.theory.Table;
import org.plumbline.theory.Verdict;
import org.plumbline.theory.claim.Implementation;
import org.plumbline.theory.panel.Arena;

/**
 * RATE-4, the finding behind the exponents: under the same seed the stochastic PL method of Chen, Xu and Zhang and Algorithm 1,
 * with parameters from the same target in its two units, make the same trace, bit for bit.
 *
 * @param baseline the method that is said to be Algorithm 1
 * @param control a method that is not
 * @param tested who makes Algorithm 1's traces
 */
record TheSameMethod(String baseline, String control, Implementation tested) implements Claim {
    private static final int ITERATIONS = 20;
    private static final double[] TARGETS = {0.25, 0.04};
    private static final String PAPER = "algorithm-1";

    TheSameMethod() {
        this("chen-xu-zhang", "algorithm-1-coupled");
    }

    TheSameMethod(String baseline, String control) {
        this(baseline, control, Implementation.SOUND);
    }

    TheSameMethod(Implementation tested) {
        this("chen-xu-zhang", "algorithm-1-coupled", tested);
    }

    @Override
    public ClaimCard card() {
        return new ClaimCard(
                "RATE-4@identity",
                "The stochastic PL method of Chen, Xu and Zhang (Õ(ε⁻⁶) in norm units) and Algorithm 1 are one method: from one"
                        + " seed and one target they make the same trace.",
                "number of traces, of " + ITERATIONS + " outer iterations each, that differ in any bit; no units",
                Guarantee.TIGHT,
                new Citation(
                        "Chen, Xu, Zhang, COLT 2024, arXiv 2301.00712, against arXiv 2503.17644, Algorithm 1",
                        "the two loops, in our notation",
                        Provenance.DERIVED),
                List.of("both warm-started; fresh batches at every step; f and g at one point from one batch"),
                "0 traces differ",
                "SUPPORTED iff every pair of traces is equal bit for bit on every instance and target; NOT_SUPPORTED"
                        + " otherwise. Nothing is random but the noise, whose seed both share, so there is no false-alarm rate.",
                "Algorithm 1 with coupled batches, and else the same, in place of the baseline must be NOT_SUPPORTED under the same"
                        + " rule");
    }

    /** An identity of programs presumes nothing of the instance. */
    @Override
    public List<Assumption> assumptions(Settings settings) {
        return List.of();
    }

    @Override
    public List<Cell> plan(Settings settings) {
        List<Cell> cells = new ArrayList<>();
        for (Arena arena : Arenas.all()) {
            for (double target : TARGETS) {
                for (String other : List.of(baseline, control)) {
                    cells.add(new Cell(
                            key(settings, arena, target, other), () -> compare(settings, arena, target, other)));
                }
            }
        }
        return cells;
    }

    private static String key(Settings settings, Arena arena, double target, String other) {
        return "identity|" + arena.problem().id() + '|' + arena.sampling() + '|' + target + '|' + other + '|'
                + settings.masterSeed();
    }

    /** The control follows Algorithm 1's schedule, so that its counts are the same and only the sharing of batches differs. */
    private CellResult compare(Settings settings, Arena arena, double target, String other) {
        SeedTree seeds = settings.seeds("verdict").child("identity").child(arena.name());
        TheoremSchedule schedule = Algorithms.named(PAPER).card().schedule();
        TheoremSchedule own = Algorithms.named(other).card().schedule();
        Trace ours = run(PAPER, schedule, arena, target, seeds);
        Trace theirs = run(other, other.equals(control) ? schedule : own, arena, target, seeds);
        OracleCounts drawn = ours.counts().plus(theirs.counts());
        return new CellResult(
                Map.of("differ", new double[] {ours.points().equals(theirs.points()) ? 0 : 1}), other, drawn, "");
    }

    private Trace run(String name, TheoremSchedule schedule, Arena arena, double target, SeedTree seeds) {
        AlgorithmSpec spec = Algorithms.named(name);
        Map<String, Double> constants = Map.of(
                "cSigma", 0.5, "cN", 2.0, "cK", 2.0, "lowerStep", arena.inverseL() / 2, "outerStep", 0.05, "cT", 1.0);
        BilevelAlgorithm method = spec.create(schedule.at(target, constants).values());
        return new Runner(
                        name.equals(PAPER) ? tested.of((FirstOrderPenalty) method) : method,
                        arena.oracles(),
                        arena.problem().start(),
                        StopRule.iterations(ITERATIONS),
                        seeds,
                        Recording.ALL)
                .run(Probe.NONE);
    }

    @Override
    public Evidence judge(Settings settings, Results results) {
        List<List<Object>> rows = new ArrayList<>();
        Map<String, Integer> differing = new LinkedHashMap<>(Map.of(baseline, 0, control, 0));
        Map<String, OracleCounts> drawn = new LinkedHashMap<>();
        for (Arena arena : Arenas.all()) {
            for (double target : TARGETS) {
                for (String other : List.of(baseline, control)) {
                    CellResult result = results.get(key(settings, arena, target, other));
                    boolean differ = result.value("differ") > 0;
                    differing.merge(other, differ ? 1 : 0, Integer::sum);
                    drawn.merge(other + " and " + PAPER, result.counts(), OracleCounts::plus);
                    rows.add(List.of(arena.problem().id(), target, other, differ ? "differ" : "equal bit for bit"));
                }
            }
        }
        int pairs = Arenas.all().size() * TARGETS.length;
        boolean equal = differing.get(baseline) == 0;
        return new Evidence(
                equal ? Verdict.SUPPORTED : Verdict.NOT_SUPPORTED,
                differing.get(baseline) + " of " + pairs + " traces differ"
                        + (equal
                                ? ": as far as both methods are known here (the pages of neither algorithm were at hand), the"
                                        + " paper's method is the one that it is said to improve on, and its ε⁻³ is their ε⁻⁶"
                                        + " in other units."
                                : "."),
                new Evidence.Effect("traces that differ", differing.get(baseline), Optional.empty()),
                List.of(new Evidence.Control(
                        "coupled batches",
                        differing.get(control) == pairs,
                        differing.get(control) + " of " + pairs + " traces differ")),
                "any difference in any bit would have been seen",
                "one a target and instance, under the branch 'verdict' of master seed " + settings.masterSeed(),
                drawn,
                List.of(),
                List.of(new Table(
                        "traces",
                        "Traces of " + ITERATIONS + " outer iterations against algorithm-1's",
                        List.of("instance", "target ε of E‖∇Φ‖²", "method", "trace"),
                        rows)));
    }
}
