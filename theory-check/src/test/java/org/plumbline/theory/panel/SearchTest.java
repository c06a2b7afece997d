package org.plumbline.theory.panel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.plumbline.algorithm.Law;
import org.plumbline.algorithm.OracleSpy;
import org.plumbline.algorithm.Role;
import org.plumbline.random.SeedTree;

/** The search on methods whose best constants are known without it. */
class SearchTest {
    private static final double EPSILON = Stage.LARGEST;
    private static final SeedTree BRANCH = SeedTree.of(3).child("search");

    /** 120 iterations of one query: fewer than 128, so that every iterate is measured and T is read off exactly. */
    private static final Effort EFFORT = new Effort(24, 2, 120, 4, 3, 1e6);

    private static final double TOO_LARGE = 1e3;

    /** From the iteration ⌈1/η⌉ on the error is given by the constants, before it is far above every target. */
    private static Puppet.Script script(ToDoubleFunction<Map<String, Double>> floor) {
        return (values, t, seed) -> t < need(values) ? TOO_LARGE : floor.applyAsDouble(values);
    }

    private static long need(Map<String, Double> values) {
        return (long) Math.ceil(1 / values.get("outerStep"));
    }

    /** Reaches the target iff c_σ ≥ 0.3. */
    private static double sound(Map<String, Double> values) {
        return cSigma(values) >= 0.3 ? values.get("target") / 2 : 10;
    }

    private static boolean isSound(Map<String, Double> constants) {
        return constants.get("cSigma") >= 0.3;
    }

    private static double cSigma(Map<String, Double> values) {
        return values.get("sigma") / Math.sqrt(values.get("target"));
    }

    /** The digits of the index behind the point, each permuted by a factor: Kocis and Whiten (1997) have 1, 2, 3. */
    private static double radicalInverse(int index, int base, int factor) {
        double result = 0;
        double digit = 1.0 / base;
        for (int rest = index; rest > 0; rest /= base) {
            result += digit * (factor * rest % base);
            digit /= base;
        }
        return result;
    }

    /** The constants of a trial by the documented rule: σ in [1/8, 1], n in [1, 32], η in [1/32, 1], logarithmic. */
    private static Map<String, Double> trial(int index) {
        double[] point = index == 0
                ? new double[] {0.5, 0.5, 0.5}
                : new double[] {
                    radicalInverse(index + 1, 2, 1), radicalInverse(index + 1, 3, 2), radicalInverse(index + 1, 5, 3)
                };
        Map<String, Double> constants = new LinkedHashMap<>();
        constants.put("cSigma", Math.pow(8, point[0] - 1));
        constants.put("cN", Math.pow(32, point[1]));
        constants.put("outerStep", Math.pow(32, point[2] - 1));
        return constants;
    }

    /** T = 4⌈1/η⌉: the window [T/4, T/2) must lie behind the transient; N = T ⌈c_N/ε⌉. */
    private static double samples(Map<String, Double> constants) {
        long iterations = iterations(constants);
        return iterations <= 120 ? (double) iterations * batch(constants) : Double.POSITIVE_INFINITY;
    }

    private static long iterations(Map<String, Double> constants) {
        return 4 * (long) Math.ceil(1 / constants.get("outerStep"));
    }

    private static long batch(Map<String, Double> constants) {
        return (long) Math.ceil(constants.get("cN") / EPSILON);
    }

    private static int best(java.util.function.Predicate<Map<String, Double>> allowed) {
        int best = -1;
        for (int i = 0; i < EFFORT.trials(); i++) {
            if (allowed.test(trial(i)) && (best < 0 || samples(trial(i)) < samples(trial(best)))) {
                best = i;
            }
        }
        return best;
    }

    private static Search search(PuppetSpec spec) {
        return new Search(Stage.arena(), spec, EFFORT);
    }

    private static PuppetSpec spec(Puppet.Script script) {
        return new PuppetSpec("puppet", Stage.laws(), script);
    }

    /** To 1e-12: powers computed in another order. */
    private static void assertTrial(Map<String, Double> expected, Search.Chosen chosen) {
        expected.forEach((name, value) ->
                assertEquals(value, chosen.constants().get(name), 1e-12 * value, () -> name + " of " + chosen));
        assertEquals(iterations(expected) * EPSILON, chosen.constants().get("cT"), 1e-9, "T = c_T/ε");
        assertEquals(samples(expected), chosen.samples());
    }

    @Test
    void theTrialThatReachesTheTargetWithTheFewestSamplesWins() {
        int expected = best(SearchTest::isSound);
        assertNotEquals(best(constants -> true), expected, "a trial that does not reach the target would be cheaper");
        assertTrue(expected > 0, "the first trial does not win by being first");
        Search.Chosen chosen = search(spec(script(SearchTest::sound))).at(EPSILON, false, BRANCH);
        assertTrial(trial(expected), chosen);
        assertEquals(Search.Grade.REACHED, chosen.grade());
        assertEquals(0, chosen.failed());
    }

    /** A dip of ten iterations fills no window [T/2, T) behind T = 20. */
    @Test
    void aLuckyDipDoesNotCount() {
        Puppet.Script dip = (values, t, seed) -> t >= 20 && t < 30 ? 0 : TOO_LARGE;
        assertEquals(
                Search.Grade.SHORT, search(spec(dip)).at(EPSILON, false, BRANCH).grade());
    }

    /** Two seeds, one at 0 and one at 3ε: their mean is above ε. */
    @Test
    void theMeanOverSeedsDecides() {
        Puppet.Script uneven = (values, t, seed) -> seed == first() ? 0 : 3 * EPSILON;
        assertEquals(
                Search.Grade.SHORT,
                search(spec(uneven)).at(EPSILON, false, BRANCH).grade());
        Puppet.Script even = (values, t, seed) -> seed == first() ? 0 : 1.9 * EPSILON;
        assertEquals(
                Search.Grade.REACHED,
                search(spec(even)).at(EPSILON, false, BRANCH).grade());
    }

    private static long first() {
        return BRANCH.child("at " + EPSILON).child("seed", 0).stream().nextLong();
    }

    @Test
    void whereNoTrialReachesTheTargetTheSmallestErrorIsTaken() {
        // Smallest at c_σ = 0.3, far above ε everywhere.
        ToDoubleFunction<Map<String, Double>> floor = values -> 5 + Math.abs(Math.log(cSigma(values) / 0.3));
        int expected = 0;
        for (int i = 1; i < EFFORT.trials(); i++) {
            double distance = Math.abs(Math.log(trial(i).get("cSigma") / 0.3));
            expected = distance < Math.abs(Math.log(trial(expected).get("cSigma") / 0.3)) ? i : expected;
        }
        Puppet.Script flat = (values, t, seed) -> floor.applyAsDouble(values);
        Search.Chosen chosen = search(spec(flat)).at(EPSILON, false, BRANCH);
        assertEquals(Search.Grade.SHORT, chosen.grade());
        assertEquals(trial(expected).get("cSigma"), chosen.constants().get("cSigma"), 1e-12);
    }

    /** Sound at ε₀ for all c_σ ≥ 0.3, but with c_σ > 1/2 not below. */
    private static double breaking(Map<String, Double> values, double factor) {
        boolean breaks = values.get("target") < EPSILON && cSigma(values) > 0.5;
        return breaks ? factor * values.get("target") : sound(values);
    }

    @Test
    void constantsThatBreakAtSmallTargetsAreNotCarriedOver() {
        int cheapest = best(SearchTest::isSound);
        int lasting = best(constants -> isSound(constants) && constants.get("cSigma") <= 0.5);
        assertNotEquals(cheapest, lasting, "the cheapest trial breaks");
        Puppet.Script script = script(values -> breaking(values, 2.1));
        assertTrial(trial(cheapest), search(spec(script)).at(EPSILON, false, BRANCH));
        Search.Chosen carried = search(spec(script)).at(EPSILON, true, BRANCH);
        assertTrial(trial(lasting), carried);
        assertEquals(Search.Grade.CARRIED, carried.grade());
        // Within the stated factor of 2 it does not count as broken.
        assertTrial(
                trial(cheapest),
                search(spec(script(values -> breaking(values, 1.9)))).at(EPSILON, true, BRANCH));
    }

    @Test
    void whereNothingCarriesTheCheapestThatReachesTheTargetIsTaken() {
        Puppet.Script script = script(values -> values.get("target") < EPSILON ? 10 : sound(values));
        Search.Chosen chosen = search(spec(script)).at(EPSILON, true, BRANCH);
        assertTrial(trial(best(SearchTest::isSound)), chosen);
        assertEquals(Search.Grade.REACHED, chosen.grade());
    }

    /** A schedule that the method's own ranges refuse further down breaks there: it is no failed trial at the target. */
    @Test
    void aRefusalAtASmallTargetIsABreach() {
        Puppet.Script script = script(SearchTest::sound);
        Puppet.Script refusing =
                (values, t, seed) -> values.get("target") < EPSILON ? -1 : script.error(values, t, seed);
        Search.Chosen chosen = search(spec(refusing)).at(EPSILON, true, BRANCH);
        assertTrial(trial(best(SearchTest::isSound)), chosen);
        assertEquals(Search.Grade.REACHED, chosen.grade());
        assertEquals(0, chosen.failed());
    }

    /**
     * T at ε₀/8 is eight times that at ε₀, so at least 32: with 31 queries a run no trial affords it, and what breaks only
     * there is not seen; with enough it is.
     */
    @Test
    void theSmallestTargetThatCanBeAffordedDecides() {
        Puppet.Script script = script(values -> values.get("target") < EPSILON / 4 ? 10 : sound(values));
        Effort poor = new Effort(24, 2, 120, 4, 3, 31);
        Search.Chosen unseen = new Search(Stage.arena(), spec(script), poor).at(EPSILON, true, BRANCH);
        assertEquals(Search.Grade.CARRIED, unseen.grade());
        assertEquals(
                Search.Grade.REACHED,
                search(spec(script)).at(EPSILON, true, BRANCH).grade());
    }

    @Test
    void trialsThatDivergeOrAreRefusedAreCountedAndDoNotWin() {
        Puppet.Script honest = script(SearchTest::sound);
        Puppet.Script failing = (values, t, seed) -> cSigma(values) < 0.2
                ? Double.NaN
                : cSigma(values) < 0.25
                        ? -1
                        : t == 7 && cSigma(values) > 0.5 ? Double.NaN : honest.error(values, t, seed);
        // Those above 0.5 that are cut off before their seventh iteration cannot be seen to diverge: none may win.
        Search.Chosen chosen = search(spec(failing)).at(EPSILON, false, BRANCH);
        assertTrial(trial(best(c -> isSound(c) && c.get("cSigma") <= 0.5)), chosen);
        long sure = 0;
        long possible = 0;
        for (int i = 0; i < EFFORT.trials(); i++) {
            double c = trial(i).get("cSigma");
            sure += c < 0.25 ? 1 : 0;
            possible += c < 0.25 || c > 0.5 ? 1 : 0;
        }
        assertTrue(sure < chosen.failed() && chosen.failed() <= possible, chosen::toString);
    }

    @Test
    void everySampleThatTheSearchDrawsIsCounted() {
        for (boolean carry : new boolean[] {false, true}) {
            OracleSpy spy = Stage.spy();
            Search.Chosen chosen = new Search(Stage.arena(spy), spec(script(values -> breaking(values, 10))), EFFORT)
                    .at(EPSILON, carry, BRANCH);
            assertEquals(spy.seen().counts(), chosen.drawn());
        }
    }

    @Test
    void aSearchGivesTheSameAnswerTwice() {
        Search.Chosen one = search(spec(script(values -> breaking(values, 10)))).at(EPSILON, true, BRANCH);
        assertEquals(one, search(spec(script(values -> breaking(values, 10)))).at(EPSILON, true, BRANCH));
    }

    /** Nothing is free but T: one trial says it all. */
    @Test
    void aMethodWithoutFreeConstantsIsTriedOnce() {
        List<Law> laws = List.of(Law.fixed("batch", "cN", -1, 3), Law.iterations(-1));
        PuppetSpec bare = new PuppetSpec("bare", laws, (values, t, seed) -> EPSILON / 2);
        Search.Chosen chosen = search(bare).at(EPSILON, false, BRANCH);
        assertEquals(Map.of("cT", 4 * EPSILON), chosen.constants());
        assertEquals(4 * 6, chosen.samples(), "four iterations of ⌈3/ε⌉ samples");
        assertEquals(1, bare.created().size());
    }

    /** Steps of the lower level are in units of 1/L: the centre of [1/4, 1]/L is 1/(2L). */
    @Test
    void lowerStepsAreInUnitsOfTheArena() {
        List<Law> laws =
                List.of(Law.constant("lowerStep", Role.LOWER_STEP), Law.fixed("batch", "cN", 0, 1), Law.iterations(-1));
        PuppetSpec spec = new PuppetSpec("lower", laws, (values, t, seed) -> 0);
        search(spec).at(EPSILON, false, BRANCH);
        assertEquals(Stage.INVERSE_L / 2, spec.created().get(0).get("lowerStep"), 1e-15);
    }
}
