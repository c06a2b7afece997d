package org.plumbline.theory.claim.comparison;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.plumbline.algorithm.Algorithms;
import org.plumbline.random.SeedTree;
import org.plumbline.theory.Cell;
import org.plumbline.theory.CellResult;
import org.plumbline.theory.Evidence;
import org.plumbline.theory.Profile;
import org.plumbline.theory.Results;
import org.plumbline.theory.Settings;
import org.plumbline.theory.Verdict;
import org.plumbline.theory.panel.SyntheticContest;

/** The verdict of RATE-4 on results whose exponents are known. */
class EqualExponentsTest {
    private static final Settings SETTINGS = new Settings(Profile.QUICK, 4);
    private static final EqualExponents CLAIM = new EqualExponents(Arenas.karimi(), false);

    /** E ∝ N^-b for the paper's method, the baseline and the control; ln E scatters by 0.2 over 24 seeds. */
    private static Evidence judge(double paper, double baseline, double control) {
        Map<String, Double> exponents = Map.of("algorithm-1", paper, "f2bsa", baseline, Wasteful.NAME, control);
        Map<String, CellResult> results = new HashMap<>();
        for (Cell cell : CLAIM.plan(SETTINGS)) {
            String method = cell.key().split("\\|", -1)[1];
            results.put(
                    cell.key(),
                    new SyntheticContest(
                                    exponents.get(method),
                                    7,
                                    24,
                                    0.2,
                                    epsilon -> -Math.log(epsilon),
                                    SeedTree.of(8).child(method).stream())
                            .result(method));
        }
        return CLAIM.judge(SETTINGS, new Results(results));
    }

    /** Differences have a deviation below 0.03 a seed, so that 0.167 is 25 deviations of their mean: no false alarms. */
    @Test
    void equalExponentsAreFoundEqual() {
        Evidence evidence = judge(1.0 / 3, 1.0 / 3, 1.0 / 6);
        assertEquals(Verdict.SUPPORTED, evidence.verdict(), evidence.reason());
        assertEquals(0, evidence.effect().estimate(), 0.03);
        assertTrue(evidence.reason().contains("in norm units"));
        assertEquals("answer", evidence.tables().get(0).name());
        assertEquals(2, evidence.tables().get(0).rows().size(), "chen-xu-zhang is not run here in the quick profile");
    }

    @Test
    void anImprovementInEitherDirectionIsFound() {
        Evidence better = judge(1.0 / 3, 1.0 / 6, 1.0 / 6);
        assertEquals(Verdict.NOT_SUPPORTED, better.verdict(), better.reason());
        assertEquals(1.0 / 6, better.effect().estimate(), 0.03);
        assertEquals(Verdict.NOT_SUPPORTED, judge(1.0 / 3, 0.5, 1.0 / 6).verdict());
    }

    /** Half of the way is the margin: neither. */
    @Test
    void aDifferenceAtTheMarginIsNotDecided() {
        assertEquals(Verdict.INCONCLUSIVE, judge(1.0 / 3, 0.25, 1.0 / 6).verdict());
    }

    @Test
    void aControlWithTheSameExponentLeavesNoVerdict() {
        Evidence evidence = judge(1.0 / 3, 1.0 / 3, 1.0 / 3);
        assertFalse(evidence.controls().get(0).rejected());
        assertEquals(Verdict.INCONCLUSIVE, evidence.verdict());
    }

    /** In the quick profile two methods and the control decide; where the whole panel runs, all are planned. */
    @Test
    void thePlanHasTheMethodsThatItSays() {
        List<String> keys = CLAIM.plan(SETTINGS).stream().map(Cell::key).toList();
        assertEquals(5, keys.size(), "two methods in two modes, the control in one");
        assertEquals(1, keys.stream().filter(key -> key.contains(Wasteful.NAME)).count());
        EqualExponents whole = new EqualExponents(Arenas.karimi(), true);
        List<String> absent =
                List.of("saba", "aho", "hpgd", "m-sobirl", "pbrl", "stoc-sobirl", EqualExponents.LEFT_OUT);
        long present = Algorithms.all().stream()
                .filter(spec -> !absent.contains(spec.card().name()))
                .count();
        assertEquals(Algorithms.all().size() - absent.size(), present);
        assertEquals(
                2 * present - 2 + 1,
                whole.plan(SETTINGS).size(),
                "all but methods for finite sums and for agents, which cannot run here, and Algorithm 1 a second"
                        + " time, with a projection; one σ for all targets"
                        + " and the alternating scheme are not tuned");
        List<String> fixed = whole.plan(SETTINGS).stream()
                .map(Cell::key)
                .filter(key -> key.contains("|algorithm-1-fixed-sigma|"))
                .toList();
        assertEquals(1, fixed.size());
        assertTrue(fixed.get(0).contains("|THEOREM|"), fixed.get(0));
    }
}
