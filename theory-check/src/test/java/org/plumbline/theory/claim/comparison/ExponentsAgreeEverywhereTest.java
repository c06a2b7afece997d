package org.plumbline.theory.claim.comparison;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.plumbline.random.SeedTree;
import org.plumbline.theory.Cell;
import org.plumbline.theory.CellResult;
import org.plumbline.theory.Evidence;
import org.plumbline.theory.Profile;
import org.plumbline.theory.Results;
import org.plumbline.theory.Settings;
import org.plumbline.theory.Table;
import org.plumbline.theory.Verdict;
import org.plumbline.theory.panel.SyntheticContest;

/** The verdict over instances on results whose exponents are known. */
class ExponentsAgreeEverywhereTest {
    private static final Settings SETTINGS = new Settings(Profile.QUICK, 4);
    private static final List<EqualExponents> INSTANCES =
            List.of(new EqualExponents(Arenas.karimi(), false), new EqualExponents(Arenas.sine(), false));
    private static final ExponentsAgreeEverywhere CLAIM = new ExponentsAgreeEverywhere(INSTANCES);

    /** b of Algorithm 1 is 1/3 everywhere; that of F2BSA on either instance, and of the control on the second, are given. */
    private static Evidence judge(double first, double second, double control) {
        Map<String, CellResult> results = new HashMap<>();
        for (Cell cell : CLAIM.plan(SETTINGS)) {
            String[] words = cell.key().split("\\|", -1);
            boolean isSecond = cell.key().contains("|sine-composite|");
            double b = switch (words[1]) {
                case "algorithm-1" -> 1.0 / 3;
                case "f2bsa" -> isSecond ? second : first;
                default -> isSecond ? control : 1.0 / 6;
            };
            results.put(
                    cell.key(),
                    new SyntheticContest(
                                    b,
                                    7,
                                    24,
                                    0.2,
                                    epsilon -> -Math.log(epsilon),
                                    SeedTree.of(8).child(cell.key()).stream())
                            .result(words[1]));
        }
        return CLAIM.judge(SETTINGS, new Results(results));
    }

    /** Differences have a deviation below 0.03 a seed, so that each case is decided with certainty, but for 1e-6. */
    @Test
    void itTakesEveryInstance() {
        assertEquals(Verdict.SUPPORTED, judge(1.0 / 3, 1.0 / 3, 1.0 / 6).verdict());
        assertEquals(Verdict.INCONCLUSIVE, judge(1.0 / 3, 0.25, 1.0 / 6).verdict(), "the second is at the margin");
        assertEquals(Verdict.NOT_SUPPORTED, judge(1.0 / 3, 1.0 / 6, 1.0 / 6).verdict());
        assertEquals(Verdict.NOT_SUPPORTED, judge(1.0 / 6, 0.25, 1.0 / 6).verdict());
    }

    @Test
    void aControlThatIsNotRejectedOnOneInstanceLeavesNoVerdict() {
        Evidence evidence = judge(1.0 / 3, 1.0 / 3, 1.0 / 3);
        assertEquals(2, evidence.controls().size());
        assertEquals(Verdict.INCONCLUSIVE, evidence.verdict());
    }

    /** The question in one table, a row an instance and method; and the interval that reaches farthest as the effect. */
    @Test
    void oneTableHasAllInstances() {
        Evidence evidence = judge(1.0 / 3, 0.25, 1.0 / 6);
        Table answer = evidence.tables().get(0);
        assertEquals("answer", answer.name());
        assertEquals(
                List.of("karimi algorithm-1", "karimi f2bsa", "sine-composite algorithm-1", "sine-composite f2bsa"),
                answer.rows().stream().map(row -> row.get(0) + " " + row.get(1)).toList());
        assertEquals(0.083, evidence.effect().estimate(), 0.03);
        assertEquals("Equality is supported on 1 of 2 instances.", evidence.reason());
        assertEquals("data-profile", evidence.plots().get(0).name());
    }

    /** It is judged from the runs of the instances' own claims. */
    @Test
    void noRunIsMadeForItAlone() {
        Set<String> own = CLAIM.plan(SETTINGS).stream().map(Cell::key).collect(Collectors.toSet());
        Set<String> theirs = new HashSet<>();
        INSTANCES.forEach(instance -> instance.plan(SETTINGS).forEach(cell -> theirs.add(cell.key())));
        assertEquals(theirs, own);
        assertEquals(10, own.size());
    }
}
