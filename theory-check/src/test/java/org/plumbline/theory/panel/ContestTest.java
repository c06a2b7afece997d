package org.plumbline.theory.panel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.plumbline.algorithm.Law;
import org.plumbline.algorithm.OracleSpy;
import org.plumbline.algorithm.Role;
import org.plumbline.random.SeedTree;
import org.plumbline.theory.CellResult;
import org.plumbline.theory.Settings;

/** Search and fresh runs together, on methods whose N and errors are known. */
class ContestTest {
    private static final Effort EFFORT = new Effort(4, 2, 100, 4, 5, 1e5);

    /** σ = c_σ ε^{1/2}, n = c_n/ε, T = c_T/ε: the error is ε whatever the constants, so N = T n ∝ E⁻². */
    private static final Puppet.Script EXACT = (values, t, seed) -> values.get("target");

    /** The same, and every draw is of an inner loop, a thousandth of a step long. */
    private static final Puppet.Script GROWING = new Puppet.Script() {
        @Override
        public double error(Map<String, Double> values, long t, long seed) {
            return values.get("target");
        }

        @Override
        public long samples(Map<String, Double> values, long t) {
            return Math.round(1000 * values.get("innerSteps"));
        }
    };

    private static PuppetSpec puppet(Puppet.Script script) {
        return new PuppetSpec("puppet", Stage.laws(), script);
    }

    private static CellResult run(PuppetSpec spec, Mode mode) {
        return run(spec, mode, EFFORT);
    }

    private static CellResult run(PuppetSpec spec, Mode mode, Effort effort) {
        return contest(spec, mode, effort).cell(Stage.SETTINGS).work().get();
    }

    private static Contest contest(PuppetSpec spec, Mode mode, Effort effort) {
        return new Contest(spec, Stage.arena(), mode, effort);
    }

    /** Constants c_n and c_T as the search reports them; N by hand. */
    private static double samples(CellResult result, double epsilon) {
        long batch = Puppet.whole(result.value("c cN") / epsilon);
        long iterations = Puppet.whole(result.value("c cT") / epsilon);
        return (double) batch * iterations;
    }

    /** To 1e-12: the error goes through φ = (1+√E)/2 and back. */
    @Test
    void freshRunsFollowTheScheduleOfTheConstantsThatWereFound() {
        CellResult result = run(puppet(EXACT), Mode.THEOREM);
        double[] targets = {0.5, 0.25, 0.125, 0.0625};
        assertArrayEquals(targets, result.series(Contest.TARGETS));
        for (int i = 0; i < 4; i++) {
            assertEquals(samples(result, targets[i]), result.series(Contest.SAMPLES)[i]);
            assertEquals(samples(result, targets[i]), result.series("N lower gradients")[i]);
            for (Contest.Criterion criterion : Contest.Criterion.values()) {
                double[] errors = result.series(criterion.series(i));
                assertEquals(5, errors.length);
                for (double error : errors) {
                    assertEquals(targets[i], error, 1e-12);
                }
            }
        }
        assertArrayEquals(new double[4], result.series(Contest.FAILED));
    }

    /** E = 100 at first, then 1/t: by hand on T = 8 (c_T read off), where all iterates are measured. */
    @Test
    void theCriteriaAreThoseOfTheWholeRun() {
        List<Law> laws =
                List.of(Law.fixed("batch", "cN", 0, 1), Law.constant("outerStep", Role.OUTER_STEP), Law.iterations(-1));
        PuppetSpec spec = new PuppetSpec("decay", laws, (values, t, seed) -> t == 0 ? 100 : 1.0 / t);
        CellResult result = run(spec, Mode.THEOREM, new Effort(1, 1, 100, 1, 2, 1e4));
        // Windows [1, 2) with mean 1 and [2, 4) with mean 0.42 at T = 4; T = 8 has [2, 4) and [4, 8): the first below
        // 1/2.
        assertEquals(8, result.series(Contest.SAMPLES)[0]);
        double tail = (1.0 / 4 + 1.0 / 5 + 1.0 / 6 + 1.0 / 7) / 4;
        assertEquals(tail, result.series("TAIL 0")[0], 1e-12);
        assertEquals((100 + 1 + 1.0 / 2 + 1.0 / 3 + 4 * tail) / 8, result.series("AVERAGE 0")[0], 1e-12);
        assertEquals(1.0 / 8, result.series("LAST 0")[0], 1e-12);
        assertEquals(1.0 / 8, result.series("BEST 0")[0], 1e-12);
    }

    /** One search at ε₀ or one at every target: the constants of the second mode differ where the best ones do. */
    @Test
    void tunedConstantsAreFoundAnewAtEveryTarget() {
        PuppetSpec theorem = puppet(EXACT);
        run(theorem, Mode.THEOREM);
        PuppetSpec tuned = puppet(EXACT);
        run(tuned, Mode.TUNED);
        assertEquals(1, searchedTargets(theorem));
        assertEquals(4, searchedTargets(tuned));
    }

    /** At how many targets more than two different c_n were tried. */
    private static long searchedTargets(PuppetSpec spec) {
        Set<Double> several = new HashSet<>();
        for (double target : new double[] {0.5, 0.25, 0.125, 0.0625}) {
            Set<Double> batches = new HashSet<>();
            spec.created().stream().filter(v -> v.get("target") == target).forEach(v -> batches.add(v.get("batch")));
            if (batches.size() == EFFORT.trials()) {
                several.add(target);
            }
        }
        return several.size();
    }

    private static Set<Long> firstNumbers(SeedTree branch, double target) {
        Set<Long> numbers = new HashSet<>();
        SeedTree node = branch.child("contest").child("stage").child("target " + target);
        for (int seed = 0; seed < EFFORT.seeds(); seed++) {
            numbers.add(node.child("seed", seed).stream().nextLong());
            numbers.add(node.child("at " + target).child("seed", seed).stream().nextLong());
        }
        numbers.add(node.child("price").stream().nextLong());
        return numbers;
    }

    /** What is chosen on a seed and judged on the same seed looks better than it is. */
    @Test
    void theSearchNeverSeesASeedOfTheVerdict() {
        for (Mode mode : Mode.values()) {
            PuppetSpec spec = puppet(EXACT);
            run(spec, mode);
            Set<Long> verdict = new HashSet<>();
            Set<Long> calibration = new HashSet<>();
            for (double target : new double[] {0.5, 0.25, 0.125, 0.0625}) {
                verdict.addAll(firstNumbers(Stage.SETTINGS.seeds("verdict"), target));
                calibration.addAll(firstNumbers(Stage.SETTINGS.seeds("calibration"), target));
            }
            // At ε₀ the puppet is first tried, then, from the first seed of the verdict on, run under the last
            // constants.
            int turn = 0;
            while (!verdict.contains(spec.seeds().get(turn))) {
                turn++;
            }
            List<Long> search = spec.seeds().subList(0, turn);
            assertTrue(search.size() >= EFFORT.trials() * 3, "a price and two seeds a trial");
            int known = (int) search.stream().filter(calibration::contains).count();
            assertTrue(known >= EFFORT.trials() * 3, "runs on the calibration branch: " + known);
            int fresh = (int) spec.seeds().stream().filter(verdict::contains).count();
            assertEquals(4 * (2 * 3 + EFFORT.seeds()), fresh, "two prices of three runs, and five runs a target");
            assertEquals(
                    4 * (1 + EFFORT.seeds()), // pricing shares one seed
                    new HashSet<>(spec.seeds().stream()
                                    .filter(verdict::contains)
                                    .toList())
                            .size());
        }
    }

    /** Paired differences over seeds need it. */
    @Test
    void everyMethodMeetsTheSameSeeds() {
        PuppetSpec one = puppet(EXACT);
        PuppetSpec other = new PuppetSpec("another", Stage.laws(), EXACT);
        run(one, Mode.THEOREM);
        run(other, Mode.THEOREM);
        assertEquals(one.seeds(), other.seeds());
        assertEquals(one.created(), other.created());
    }

    private static long verdictSeed(double target, int seed) {
        return Stage.SETTINGS
                .seeds("verdict")
                .child("contest")
                .child("stage")
                .child("target " + target)
                .child("seed", seed)
                .stream()
                .nextLong();
    }

    /** The first seed of all, so that nothing may rest on it alone. */
    @Test
    void aSeedThatDivergesIsCountedAndChangesNothingElse() {
        long bad = verdictSeed(0.25, 0);
        Puppet.Script script = (values, t, seed) -> seed == bad && t >= 2 ? Double.NaN : EXACT.error(values, t, seed);
        CellResult result = run(puppet(script), Mode.THEOREM);
        CellResult honest = run(puppet(EXACT), Mode.THEOREM);
        assertArrayEquals(new double[] {0, 1, 0, 0}, result.series(Contest.FAILED));
        assertArrayEquals(honest.series(Contest.SAMPLES), result.series(Contest.SAMPLES), "N is that of a whole run");
        assertTrue(Double.isNaN(result.series("TAIL 1")[0]));
        for (int seed = 1; seed < 5; seed++) {
            assertEquals(0.25, result.series("TAIL 1")[seed], 1e-12);
        }
        Standing standing = new Standing(contest(puppet(script), Mode.THEOREM, EFFORT), result);
        assertTrue(Double.isNaN(standing.slopesBySeed(Contest.Criterion.TAIL)[0]));
        assertEquals(4, standing.slopes(Contest.Criterion.TAIL).length);
        assertEquals(1, standing.failedRuns());
    }

    @Test
    void whereAllSeedsDivergeThereIsNoStanding() {
        Set<Long> bad = new HashSet<>();
        for (int seed = 0; seed < 5; seed++) {
            bad.add(verdictSeed(0.125, seed));
        }
        Puppet.Script script = (values, t, seed) -> bad.contains(seed) ? Double.NaN : EXACT.error(values, t, seed);
        CellResult result = run(puppet(script), Mode.THEOREM);
        assertEquals(5, result.series(Contest.FAILED)[2]);
        Standing standing = new Standing(contest(puppet(script), Mode.THEOREM, EFFORT), result);
        assertFalse(standing.hasExponent());
        assertTrue(standing.exponent(Contest.Criterion.TAIL).isEmpty());
        assertTrue(Double.isNaN(standing.mean(Contest.Criterion.TAIL, 2)));
    }

    /** The error is exactly ε, N = T n: r = 2 but for rounding up, of T by at most 1/8 and of n by less at ε₀/2. */
    @Test
    void theExponentOfAKnownMethodIsFound() {
        CellResult result = run(puppet(EXACT), Mode.THEOREM);
        Standing standing = new Standing(contest(puppet(EXACT), Mode.THEOREM, EFFORT), result);
        assertEquals(3, standing.decidingTargets());
        double expected = Math.log(samples(result, 0.0625) / samples(result, 0.25)) / Math.log(4);
        double measured =
                standing.exponent(Contest.Criterion.TAIL).orElseThrow().estimate();
        assertEquals(expected, measured, 0.02, "end to end or least squares over three points");
        assertEquals(2, measured, 0.1);
    }

    @Test
    void whatTheProfileCannotAffordIsLeftOut() {
        PuppetSpec spec = puppet(EXACT);
        double[] iterations = new double[4];
        CellResult whole = run(spec, Mode.THEOREM);
        for (int i = 0; i < 4; i++) {
            iterations[i] = Puppet.whole(whole.value("c cT") / whole.series(Contest.TARGETS)[i]);
        }
        Effort poor = new Effort(4, 2, 100, 4, 5, iterations[2]);
        assertEquals(3, run(puppet(EXACT), Mode.THEOREM, poor).series(Contest.TARGETS).length);
        Effort poorer = new Effort(4, 2, 100, 4, 5, iterations[2] - 1);
        assertEquals(2, run(puppet(EXACT), Mode.THEOREM, poorer).series(Contest.TARGETS).length);
        assertEquals(2, run(puppet(EXACT), Mode.THEOREM, poorer).series(Contest.SAMPLES).length);
    }

    @Test
    void everySampleIsCountedThoseOfTheSearchApartToo() {
        for (double queries : new double[] {1e5, 20}) {
            for (Mode mode : Mode.values()) {
                OracleSpy spy = Stage.spy();
                Effort effort = new Effort(4, 2, 100, 4, 5, queries);
                CellResult result = new Contest(puppet(EXACT), Stage.arena(spy), mode, effort)
                        .cell(Stage.SETTINGS)
                        .work()
                        .get();
                assertEquals(spy.seen().counts(), result.counts());
                assertTrue(result.value(Contest.SEARCH) > 0);
                assertTrue(result.value(Contest.SEARCH) < result.counts().samples());
            }
        }
    }

    /**
     * What a logarithmic law puts into N, relative to the largest target ½: ln(1/ε)/ln 2 where all draws grow with it, nothing where
     * none does. To 1e-2: K is rounded up.
     */
    @Test
    void whatTheLogarithmPutsIntoTheSamplesIsNoted() {
        assertArrayEquals(
                new double[] {1, 1, 1, 1}, run(puppet(EXACT), Mode.THEOREM).series(Contest.LOGARITHMS));
        List<Law> laws = List.of(
                Law.fixed("target", "cTarget", 1, 1),
                Law.fixed("batch", "cN", 0, 1),
                Law.logarithm("innerSteps", "cK"),
                Law.iterations(-1));
        CellResult unmoved = run(new PuppetSpec("logarithmic", laws, EXACT), Mode.THEOREM);
        assertArrayEquals(new double[] {1, 1, 1, 1}, unmoved.series(Contest.LOGARITHMS));
        CellResult moved = run(new PuppetSpec("logarithmic", laws, GROWING), Mode.THEOREM);
        assertArrayEquals(new double[] {1, 2, 3, 4}, moved.series(Contest.LOGARITHMS), 1e-2);
    }

    @Test
    void aCellIsComputedToTheSameBits() {
        CellResult one = run(puppet(EXACT), Mode.TUNED);
        CellResult two = run(puppet(EXACT), Mode.TUNED);
        assertEquals(one.values().keySet(), two.values().keySet());
        one.values().forEach((name, series) -> assertArrayEquals(series, two.series(name), name));
        assertEquals(one.counts(), two.counts());
    }

    /** A key that forgets something serves the result of another contest. */
    @Test
    void theKeyNamesEverythingThatTheResultDependsOn() {
        Settings other = new Settings(Stage.SETTINGS.profile(), 8);
        List<String> keys = new ArrayList<>();
        keys.add(contest(puppet(EXACT), Mode.THEOREM, EFFORT).key(Stage.SETTINGS));
        keys.add(contest(puppet(EXACT), Mode.THEOREM, EFFORT).key(other));
        keys.add(contest(puppet(EXACT), Mode.TUNED, EFFORT).key(Stage.SETTINGS));
        keys.add(new Contest(puppet(EXACT), Stage.arena(), Mode.THEOREM, EFFORT, true).key(Stage.SETTINGS));
        keys.add(contest(puppet(EXACT), Mode.THEOREM, EFFORT.with(4, 6)).key(Stage.SETTINGS));
        keys.add(contest(new PuppetSpec("another", Stage.laws(), EXACT), Mode.THEOREM, EFFORT)
                .key(Stage.SETTINGS));
        keys.add(contest(new PuppetSpec("puppet", Stage.laws().subList(1, 5), EXACT), Mode.THEOREM, EFFORT)
                .key(Stage.SETTINGS));
        Arena arena = Stage.arena();
        for (Arena changed : List.of(
                new Arena("other", arena.problem(), "exact", arena.oracles(), arena.inverseL(), arena.largest()),
                new Arena("stage", arena.problem(), "noisy", arena.oracles(), arena.inverseL(), arena.largest()),
                new Arena("stage", arena.problem(), "exact", arena.oracles(), 1, arena.largest()),
                new Arena("stage", arena.problem(), "exact", arena.oracles(), arena.inverseL(), 0.25))) {
            keys.add(new Contest(puppet(EXACT), changed, Mode.THEOREM, EFFORT).key(Stage.SETTINGS));
        }
        assertEquals(keys.size(), new HashSet<>(keys).size(), () -> String.join("\n", keys));
        assertNotEquals("", keys.get(0));
    }

    /** Fewer iterations or samples at a smaller target: the exponent is still that of N against E. */
    @Test
    void valuesOfAMethodAreThoseOfTheSchedule() {
        PuppetSpec spec = puppet(EXACT);
        CellResult result = run(spec, Mode.THEOREM);
        Map<String, Double> last = spec.created().get(spec.created().size() - 1);
        assertEquals(result.value("c cSigma") * 0.25, last.get("sigma"), 1e-15);
        assertEquals(result.value("c cN") * 16, last.get("batch"), 1e-12);
        assertEquals(result.value("c outerStep"), last.get("outerStep"));
    }
}
