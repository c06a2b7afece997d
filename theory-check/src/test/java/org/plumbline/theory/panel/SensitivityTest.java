package org.plumbline.theory.panel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.plumbline.algorithm.Algorithms;
import org.plumbline.algorithm.OracleSpy;
import org.plumbline.algorithm.Role;
import org.plumbline.oracle.OracleCounts;
import org.plumbline.random.SeedTree;
import org.plumbline.theory.CellResult;
import org.plumbline.theory.Plot;
import org.plumbline.theory.Table;

/** The curves of methods whose N is known for every constant. */
class SensitivityTest {
    private static final double EPSILON = Stage.LARGEST;
    private static final SeedTree BRANCH = SeedTree.of(3).child("sensitivity");
    private static final double TOO_LARGE = 1e3;
    private static final Effort EFFORT = new Effort(1, 2, 1e5, 1, 1, 1);

    /** Reads T = 4⌈1/η²⌉ off: 16 at η = ½. */
    private static final Map<String, Double> CONSTANTS =
            Map.of("cSigma", 0.7, "cN", 2.0, "outerStep", 0.5, "cT", 16 * EPSILON);

    /** Behind ⌈1/η²⌉ iterations on target iff c_σ ≥ 0.3; refused for c_σ > 2. */
    private static final Puppet.Script SCRIPT = (values, t, seed) -> {
        double cSigma = values.get("sigma") / Math.sqrt(values.get("target"));
        boolean behind = t >= Math.ceil(1 / (values.get("outerStep") * values.get("outerStep")));
        return cSigma > 2 ? -1 : behind && cSigma >= 0.3 ? EPSILON / 2 : TOO_LARGE;
    };

    private static PuppetSpec spec(Puppet.Script script) {
        return new PuppetSpec("puppet", Stage.laws(), script);
    }

    private static Sensitivity.Measured measure(PuppetSpec spec, Arena arena, Effort effort) {
        return new Sensitivity(arena, spec, effort).around(CONSTANTS, EPSILON, BRANCH);
    }

    private static Sensitivity.Measured measure(Puppet.Script script) {
        return measure(spec(script), Stage.arena(), EFFORT);
    }

    /** N = T n with T = 4⌈1/η²⌉ and n = c_N/ε: 64 at the constants found. Read off every 1, 2 or 4 iterations, all exact here. */
    @Test
    void everyConstantIsMovedAlone() {
        Map<String, double[]> samples = measure(SCRIPT).samples();
        assertEquals(Set.of("cSigma", "cN", "outerStep"), samples.keySet());
        // c_σ/4 = 0.175 misses the target, 2.8 is refused.
        assertArrayEquals(new double[] {Double.NaN, 64, 64, 64, Double.NaN}, samples.get("cSigma"));
        assertArrayEquals(new double[] {16, 32, 64, 128, 256}, samples.get("cN"));
        // η/4 takes T = 256, 16 times as many samples: beyond the cap of 8.
        assertArrayEquals(new double[] {Double.NaN, 256, 64, 16, 16}, samples.get("outerStep"));
    }

    /** With 63 queries a trial the halved step, which takes 64 iterations, is not reached; nor is anything with 15. */
    @Test
    void theQueriesOfATrialEndIt() {
        Map<String, double[]> samples = measure(spec(SCRIPT), Stage.arena(), new Effort(1, 2, 63, 1, 1, 1))
                .samples();
        assertArrayEquals(new double[] {Double.NaN, Double.NaN, 64, 16, 16}, samples.get("outerStep"));
        assertTrue(measure(spec(SCRIPT), Stage.arena(), new Effort(1, 2, 15, 1, 1, 1))
                .samples()
                .isEmpty());
    }

    /** What the search took for good on its seeds, and is not on others, has no curve. */
    @Test
    void constantsThatMissTheTargetOnFreshSeedsHaveNoCurve() {
        assertTrue(measure((values, t, seed) -> TOO_LARGE).samples().isEmpty());
        assertTrue(measure((values, t, seed) -> Double.NaN).samples().isEmpty());
    }

    /** Common random numbers: the first price and two seeds, then the same again for every factor. */
    @Test
    void everyFactorMeetsTheSameSeeds() {
        PuppetSpec spec = spec((values, t, seed) -> EPSILON / 2);
        measure(spec, Stage.arena(), EFFORT);
        assertEquals(3, spec.seeds().stream().distinct().count());
        assertEquals(
                Set.of(first("price"), first("seed 0"), first("seed 1")),
                spec.seeds().stream().collect(Collectors.toSet()));
    }

    private static long first(String name) {
        SeedTree node = name.equals("price") ? BRANCH.child("price") : BRANCH.child("seed", name.charAt(5) - '0');
        return node.stream().nextLong();
    }

    @Test
    void everySampleIsCounted() {
        OracleSpy spy = Stage.spy();
        Sensitivity.Measured measured = measure(spec(SCRIPT), Stage.arena(spy), EFFORT);
        assertEquals(spy.seen().counts(), measured.drawn());
        assertFalse(measured.samples().isEmpty());
    }

    /** In a contest: on a branch that neither the search nor the verdict draws from, and counted there. */
    @Test
    void aContestMeasuresItOnABranchOfItsOwn() {
        Effort effort = new Effort(4, 2, 100, 3, 5, 1e5);
        Puppet.Script exact = (values, t, seed) -> values.get("target");
        PuppetSpec plain = spec(exact);
        PuppetSpec curved = spec(exact);
        OracleSpy spy = Stage.spy();
        CellResult without = new Contest(plain, Stage.arena(), Mode.THEOREM, effort)
                .cell(Stage.SETTINGS)
                .work()
                .get();
        CellResult with = new Contest(curved, Stage.arena(spy), Mode.THEOREM, effort, true)
                .cell(Stage.SETTINGS)
                .work()
                .get();
        assertEquals(spy.seen().counts(), with.counts());
        without.values().forEach((name, series) -> assertArrayEquals(series, with.series(name), name));
        assertEquals(
                Set.of("curve cSigma", "curve cN", "curve outerStep"),
                with.values().keySet().stream()
                        .filter(name -> !without.values().containsKey(name))
                        .collect(Collectors.toSet()));
        Set<Long> own = curved.seeds().stream()
                .filter(seed -> !plain.seeds().contains(seed))
                .collect(Collectors.toSet());
        SeedTree branch = Stage.SETTINGS.seeds("sensitivity").child("contest").child("stage");
        assertEquals(
                Set.of(
                        branch.child("price").stream().nextLong(),
                        branch.child("seed", 0).stream().nextLong(),
                        branch.child("seed", 1).stream().nextLong()),
                own);
    }

    private static Standing standing(String method, Map<String, double[]> curves) {
        Map<String, double[]> values = new TreeMap<>();
        curves.forEach((name, curve) -> values.put("curve " + name, curve));
        Contest contest = new Contest(Algorithms.named(method), Stage.arena(), Mode.THEOREM, EFFORT, true);
        return new Standing(contest, new CellResult(values, method, OracleCounts.NONE, ""));
    }

    private static List<Standing> standings() {
        return List.of(
                standing(
                        "algorithm-1",
                        Map.of(
                                "cSigma", new double[] {Double.NaN, 200, 100, 50, 800},
                                "cN", new double[] {100, 100, 100, 100, 100})),
                standing("f2bsa", Map.of("cMultiplier", new double[] {10, 20, 40, 80, Double.NaN})),
                standing("soba", Map.of()));
    }

    @Test
    void theTableHasRatios() {
        Table table = SensitivityViews.table(standings()).orElseThrow();
        assertEquals(List.of("method", "constant c", "N with c", "c/4", "c/2", "2c", "4c"), table.columns());
        assertEquals(
                List.of(
                        List.<Object>of("algorithm-1", "cSigma", 100.0, "–", 2.0, 0.5, 8.0),
                        List.<Object>of("algorithm-1", "cN", 100.0, 1.0, 1.0, 1.0, 1.0),
                        List.<Object>of("f2bsa", "cMultiplier", 40.0, 0.25, 0.5, 2.0, "–"),
                        List.<Object>of(
                                "soba",
                                "none: the target is not reached, or not again on fresh seeds",
                                "",
                                "–",
                                "–",
                                "–",
                                "–")),
                table.rows());
        Contest unasked = new Contest(Algorithms.named("soba"), Stage.arena(), Mode.THEOREM, EFFORT);
        Standing silent = new Standing(unasked, new CellResult(Map.of(), "soba", OracleCounts.NONE, ""));
        assertEquals(Optional.empty(), SensitivityViews.table(List.of(silent)));
    }

    /** A multiplier is 1/σ: its curve stands turned over beside that of σ. */
    @Test
    void aChartOfARoleHasTheMethodsThatWereChosen() {
        List<Plot> plots = SensitivityViews.plots(standings(), List.of("algorithm-1", "f2bsa"));
        assertEquals(
                List.of("sensitivity-penalty", "sensitivity-batch"),
                plots.stream().map(Plot::name).toList());
        Plot penalty = plots.get(0);
        assertEquals(
                List.of("algorithm-1", "f2bsa"),
                penalty.series().stream().map(Plot.Series::label).toList());
        assertArrayEquals(new double[] {0.5, 1, 2, 4}, penalty.series().get(0).x());
        assertArrayEquals(new double[] {2, 1, 0.5, 8}, penalty.series().get(0).y());
        assertArrayEquals(new double[] {0.5, 1, 2, 4}, penalty.series().get(1).x());
        assertArrayEquals(
                new double[] {2, 1, 0.5, 0.25}, penalty.series().get(1).y());
        assertTrue(SensitivityViews.plots(standings(), List.of("soba")).isEmpty());
    }

    /** Methods with two constants of one role say which: inner steps and the delay of their growth are both INNER. */
    @Test
    void twoConstantsOfARoleAreToldApart() {
        Standing bsa = standing(
                "bsa", Map.of("innerSteps", new double[] {1, 1, 1, 1, 1}, "delay", new double[] {1, 1, 1, 1, 1}));
        assertEquals(
                2,
                Sensitivity.free(Algorithms.named("bsa")).values().stream()
                        .filter(law -> List.of("innerSteps", "delay").contains(law.constant()))
                        .filter(law -> law.role() == Role.INNER)
                        .count());
        List<Plot> plots = SensitivityViews.plots(List.of(bsa), List.of("bsa"));
        assertEquals(
                Set.of("bsa: innerSteps", "bsa: delay"),
                plots.get(0).series().stream().map(Plot.Series::label).collect(Collectors.toSet()));
    }

    /** From the constants found for the largest target, and once: T and n of that target, N = T n. */
    @Test
    void aContestMeasuresItAtTheLargestTargetOnce() {
        Effort effort = new Effort(4, 2, 1000, 3, 5, 1e5);
        Puppet.Script exact = (values, t, seed) -> values.get("target");
        PuppetSpec spec = spec(exact);
        CellResult result = new Contest(spec, Stage.arena(), Mode.THEOREM, effort, true)
                .cell(Stage.SETTINGS)
                .work()
                .get();
        // On target from the start, so that T = 4, the first point that may count.
        double batch = Puppet.whole(result.value("c cN") / EPSILON);
        assertEquals(4 * batch, result.series("curve cN")[2]);
        SeedTree branch = Stage.SETTINGS.seeds("sensitivity").child("contest").child("stage");
        long first = branch.child("seed", 0).stream().nextLong();
        // The constants found, and four factors of each of the three.
        assertEquals(13, spec.seeds().stream().filter(seed -> seed == first).count());
    }

    @Test
    void constantsThatTheSearchCouldNotBringToTheTargetHaveNoCurve() {
        Effort effort = new Effort(4, 2, 100, 3, 5, 1e5);
        Puppet.Script late = (values, t, seed) -> t < 101 ? 2 * EPSILON : EPSILON / 2;
        CellResult result = new Contest(spec(late), Stage.arena(), Mode.THEOREM, effort, true)
                .cell(Stage.SETTINGS)
                .work()
                .get();
        assertTrue(result.values().keySet().stream().noneMatch(name -> name.startsWith("curve ")));
    }

    /** Iterations that grow dearer than their price are cut off by their samples, not by their number. */
    @Test
    void theSamplesEndARunWhoseIterationsGrowDearer() {
        Puppet.Script dearer = new Puppet.Script() {
            @Override
            public double error(Map<String, Double> values, long t, long seed) {
                boolean moved = values.get("outerStep") < 0.5;
                return t >= (moved ? 16 : 4) ? EPSILON / 2 : TOO_LARGE;
            }

            @Override
            public long samples(Map<String, Double> values, long t) {
                return values.get("outerStep") < 0.5 && t > 12 ? 1000 : 1;
            }
        };
        // T = 16 at η = ½, N = 16; with η/2 it would be 64 iterations, within 8 times 16 by number, and N above 50 000.
        double[] curve = measure(spec(dearer), Stage.arena(), new Effort(1, 2, 1e5, 1, 1, 1))
                .samples()
                .get("outerStep");
        assertArrayEquals(new double[] {Double.NaN, Double.NaN, 16, 16, 16}, curve);
    }

    /** A method that fails while it is priced is not run. */
    @Test
    void aFailureInPricingEndsIt() {
        Puppet.Script failing = (values, t, seed) ->
                values.get("outerStep") > 0.5 && t == 1 ? Double.NaN : SCRIPT.error(values, t, seed);
        PuppetSpec spec = spec(failing);
        double[] curve = measure(spec, Stage.arena(), EFFORT).samples().get("outerStep");
        assertArrayEquals(new double[] {Double.NaN, 256, 64, Double.NaN, Double.NaN}, curve);
        long afterPricing = spec.created().stream()
                .filter(values -> values.get("outerStep") > 0.5)
                .count();
        assertEquals(2, afterPricing);
        long runs =
                spec.seeds().stream().filter(seed -> seed == first("seed 0")).count();
        // 13 choices of constants, without the two that failed and the one that was refused.
        assertEquals(10, runs);
    }
}
