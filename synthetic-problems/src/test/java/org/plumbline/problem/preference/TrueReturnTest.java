package org.plumbline.problem.preference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.plumbline.problem.Problems;
import org.plumbline.problem.mdp.SoftMdpProblem;
import org.plumbline.random.RandomStream;
import org.plumbline.random.SeedTree;

class TrueReturnTest {
    private final RandomStream stream = SeedTree.of(34).stream();

    /** f of a reward-design problem is minus the true return plus the outer terms; 1e-12 is rounding. */
    @Test
    void designersReturnIsTheUpperLossWithoutItsOuterTerms() {
        for (String id : new String[] {"soft-mdp/claims", "soft-mdp/tax", "soft-mdp/stackelberg"}) {
            SoftMdpProblem problem = (SoftMdpProblem) Problems.named(id);
            double[] phi = problem.box().sample(stream);
            double[] first = problem.sampleLower(phi, stream);
            double[] second = problem.sampleLower(phi, stream);
            double gain = problem.trueReturn(phi, second) - problem.trueReturn(phi, first);
            double loss = problem.truth().functions().upper(phi, first)
                    - problem.truth().functions().upper(phi, second);
            assertEquals(loss, gain, 1e-12, id);
            assertTrue(Math.abs(gain) > 1e-3, id);
        }
    }

    /** A reward that orders as the true one does is right always, its negative never, equal scores half the time. */
    @Test
    void accuracyIsOneForTheTruthAndComplementaryForItsOpposite() {
        PreferenceProblem aligned = (PreferenceProblem) Problems.named("preference/mdp-aligned");
        double[] lambda = aligned.truth().lowerSolution(SmallProcess.CENTER);
        double right = aligned.accuracy(SmallProcess.CENTER, lambda);
        assertTrue(right < 1, "pairs with equal scores count one half");
        PreferenceProblem current = (PreferenceProblem) Problems.named("preference/mdp-current-policy");
        double[] phi = current.box().upper();
        double accuracy = current.accuracy(phi, lambda);
        assertTrue(accuracy > 0 && accuracy < right, accuracy + " of " + right);
    }
}
