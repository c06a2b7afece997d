package org.plumbline.theory.claim.rl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.plumbline.problem.Problems;

class NoiseFreeEndsTest {
    private final NoiseFreeEnds ends = new NoiseFreeEnds(Problems.named("soft-mdp/claims"), 0.2);

    @Test
    void theHypergradientsEndIsStationaryAndTheAlternatingSchemesIsNot() {
        assertEquals(0, ends.hypergradient(), 1e-20);
        assertTrue(ends.alternating() > 1e-3);
    }

    /** The squared bias is of order σ² in the limit: between 3 and 5 a halving, once σ is small. */
    @Test
    void aHalvingOfASmallSigmaQuartersThePenaltysEnd() {
        double ratio = ends.penalty(1.0 / 64) / ends.penalty(1.0 / 128);
        assertTrue(ratio > 3 && ratio < 5, "ratio " + ratio);
        assertTrue(ends.penalty(0.25) < ends.penalty(0.5) && ends.penalty(0.5) < ends.penalty(1));
    }

    @Test
    void endsDoNotDependOnTheStep() {
        NoiseFreeEnds slower = new NoiseFreeEnds(Problems.named("soft-mdp/claims"), 0.1);
        assertEquals(ends.alternating(), slower.alternating(), 1e-10);
        assertEquals(ends.penalty(0.25), slower.penalty(0.25), 1e-10);
    }
}
