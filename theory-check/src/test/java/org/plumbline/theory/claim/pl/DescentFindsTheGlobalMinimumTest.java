package org.plumbline.theory.claim.pl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.plumbline.problem.BilevelProblem;
import org.plumbline.problem.Problems;
import org.plumbline.theory.Cell;
import org.plumbline.theory.CellResult;
import org.plumbline.theory.Claim;
import org.plumbline.theory.Evidence;
import org.plumbline.theory.Profile;
import org.plumbline.theory.Results;
import org.plumbline.theory.Settings;
import org.plumbline.theory.Verdict;

/** PL-3 on an instance that somebody brings along. */
class DescentFindsTheGlobalMinimumTest {
    private static final Settings SETTINGS = new Settings(Profile.QUICK, 7);

    private static List<Claim> on(BilevelProblem problem) {
        return new DescentFindsTheGlobalMinimum().on(problem);
    }

    private static Evidence evidence(Claim claim) {
        Map<String, CellResult> results = new HashMap<>();
        for (Cell cell : claim.plan(SETTINGS)) {
            results.put(cell.key(), cell.work().get());
        }
        return claim.judge(SETTINGS, new Results(results));
    }

    /** With μ = L the step 1/L promises the minimum in one step, and gets there. */
    @Test
    void oneStepIsEnoughWhereAllCurvaturesAreEqual() {
        Evidence evidence = evidence(on(Problems.named("quadratic/isotropic")).get(0));
        assertEquals(Verdict.SUPPORTED, evidence.verdict(), evidence.reason());
        assertTrue(evidence.controls().stream().allMatch(Evidence.Control::rejected));
    }

    /** Their declared constants promise so little that no run would ever show it. */
    @ParameterizedTest
    @ValueSource(strings = {"soft-mdp/claims", "lqr-reward-design/claims", "lqr-imitation/claims"})
    void agentsHaveNoSuchClaim(String agent) {
        assertEquals(List.of(), on(Problems.named(agent)));
    }
}
