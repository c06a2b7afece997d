package org.plumbline.problem.mdp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.plumbline.oracle.FiniteSum;
import org.plumbline.oracle.Ledger;
import org.plumbline.oracle.NoiseModel;
import org.plumbline.problem.Problems;

class SumsOfAgentsTest {
    /** What an agent offers beside gradients must not hide what the noise model offers. */
    @Test
    void aFiniteSumOverAnAgentKeepsItsTerms() {
        var problem = Problems.named("soft-mdp/bandit");
        assertEquals(
                4,
                problem.oracles(new FiniteSum(4, 6, 0, 0, 1))
                        .finiteSum(new Ledger())
                        .orElseThrow()
                        .lowerTerms());
        assertTrue(problem.oracles(NoiseModel.NONE).finiteSum(new Ledger()).isEmpty());
    }
}
