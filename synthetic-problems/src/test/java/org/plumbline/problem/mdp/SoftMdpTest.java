package org.plumbline.problem.mdp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.plumbline.random.RandomStream;
import org.plumbline.random.SeedTree;

class SoftMdpTest {
    /** Seed 9. Look-aheads minus their mean are rounding alone then; 1e-14 is that of 0.1/(1−γ). */
    @Test
    void equalRewardsLeaveTheReferenceAndAGeometricSum() {
        RandomStream stream = SeedTree.of(9).stream();
        for (double gamma : new double[] {0.3, 0.7, 0.9, 0.99}) {
            SoftMdpProblem problem = SoftMdpFamily.random("soft-mdp/x", 7, 3, 1, gamma, 0.3, 10, stream);
            double[] reward = new double[21];
            Arrays.fill(reward, 0.1);
            SoftSolution solution = problem.agent().solve(reward);
            double[] expected = new double[7];
            Arrays.fill(expected, 0.1 / (1 - gamma));
            assertArrayEquals(expected, solution.values(), 1e-14 / (1 - gamma));
            assertArrayEquals(
                    problem.agent().reference().logits(), solution.policy().logits(), 1e-14);
        }
    }
}
