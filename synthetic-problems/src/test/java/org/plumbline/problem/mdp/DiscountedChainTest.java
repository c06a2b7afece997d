package org.plumbline.problem.mdp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.junit.jupiter.api.Test;
import org.plumbline.oracle.SoftmaxPolicy;
import org.plumbline.random.RandomStream;
import org.plumbline.random.SeedTree;

class DiscountedChainTest {
    /**
     * With ε = 1 − γ = 2⁻²⁹ and moves of probability a and b, the determinant is ε(ε + γ(a+b)), and the inverse has rows
     * (ε + γb, γa) and (γb, ε + γa) over it: sums and products of positive numbers, exact to a few units of 1e-16. A
     * solver that subtracts would keep seven digits. Powers of two make the rows sum to 1 exactly.
     */
    @Test
    void everyEntryHasAllItsDigitsAtADiscountNearOne() {
        double epsilon = Math.scalb(1.0, -29);
        double gamma = 1 - epsilon;
        double a = Math.scalb(1.0, -30);
        double b = 0.25;
        double[][][] transitions = {{{1 - a, a}}, {{b, 1 - b}}};
        DiscountedChain chain = new FiniteMdp(transitions, new double[] {1, 0}, gamma).chain(new double[] {1, 1});
        double determinant = epsilon * (epsilon + gamma * (a + b));
        double[][] inverse = {
            {(epsilon + gamma * b) / determinant, gamma * a / determinant},
            {gamma * b / determinant, (epsilon + gamma * a) / determinant}
        };
        for (int i = 0; i < 2; i++) {
            double[] unit = new double[2];
            unit[i] = 1;
            double[] values = chain.solve(unit);
            double[] occupancy = chain.solveTransposed(unit);
            for (int j = 0; j < 2; j++) {
                assertEquals(inverse[j][i], values[j], 1e-14 * values[j]);
                assertEquals(inverse[i][j], occupancy[j], 1e-14 * occupancy[j]);
            }
        }
    }

    /** Seed 8; at γ = 0.9 the condition number is 20, and two eliminations agree to 1e-14. */
    @Test
    void bothSolvesAgreeWithAnotherElimination() {
        RandomStream stream = SeedTree.of(8).stream();
        SoftMdpProblem problem = SoftMdpFamily.random("soft-mdp/chain", 12, 3, 1, 0.9, 1, 10, stream);
        double[] policy =
                SoftmaxPolicy.of(problem.sampleLower(new double[1], stream), 3).probabilities();
        RealMatrix m = MatrixUtils.createRealIdentityMatrix(12);
        for (int s = 0; s < 12; s++) {
            for (int a = 0; a < 3; a++) {
                for (int t = 0; t < 12; t++) {
                    m.addToEntry(s, t, -0.9 * policy[s * 3 + a] * problem.mdp().probability(s, a, t));
                }
            }
        }
        double[] b = new double[12];
        stream.fillGaussian(b);
        DiscountedChain chain = problem.mdp().chain(policy);
        double[] values = new LUDecomposition(m)
                .getSolver()
                .solve(MatrixUtils.createRealVector(b))
                .toArray();
        double[] flows = new LUDecomposition(m.transpose())
                .getSolver()
                .solve(MatrixUtils.createRealVector(b))
                .toArray();
        assertArrayEquals(values, chain.solve(b), 1e-13);
        assertArrayEquals(flows, chain.solveTransposed(b), 1e-13);
    }
}
