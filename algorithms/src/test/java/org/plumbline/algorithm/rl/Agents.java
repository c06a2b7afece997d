package org.plumbline.algorithm.rl;

import org.plumbline.algorithm.Stepper;
import org.plumbline.algorithm.TabularAlgorithm;
import org.plumbline.numeric.Vectors;
import org.plumbline.oracle.Start;
import org.plumbline.oracle.TabularOracle;
import org.plumbline.problem.BilevelProblem;
import org.plumbline.problem.OuterTerms;
import org.plumbline.problem.Problems;
import org.plumbline.problem.mdp.FiniteMdp;
import org.plumbline.problem.mdp.SoftMdpProblem;
import org.plumbline.random.RandomStream;

/** What the tests of directions share. */
final class Agents {
    private static final int DENOMINATOR = 1000;

    private Agents() {}

    /** {@code soft-mdp/claims} with probabilities that are multiples of 1/1000, and outer terms around 0. */
    static SoftMdpProblem rounded() {
        SoftMdpProblem claims = (SoftMdpProblem) Problems.named("soft-mdp/claims");
        double[][][] transitions = claims.mdp().transitions();
        for (double[][] ofState : transitions) {
            for (double[] row : ofState) {
                int left = DENOMINATOR;
                for (int next = 1; next < row.length; next++) {
                    int share = (int) (row[next] * DENOMINATOR);
                    row[next] = (double) share / DENOMINATOR;
                    left -= share;
                }
                row[0] = (double) left / DENOMINATOR;
            }
        }
        FiniteMdp mdp =
                new FiniteMdp(transitions, claims.mdp().initial(), claims.mdp().gamma());
        return new SoftMdpProblem(
                "soft-mdp/rounded",
                mdp,
                claims.agent().temperature(),
                claims.rewards(),
                claims.designerReward(),
                OuterTerms.centred(1, new double[claims.upperDimension()]));
    }

    /** All its transitions in proportion. */
    static AgentProxy exhaustive(BilevelProblem problem) {
        return AgentProxy.exhaustive(problem, DENOMINATOR);
    }

    /** The direction of the first step of size 1 from a point. */
    static double[] direction(TabularAlgorithm method, TabularOracle oracle, double[] phi, double[] lambda, long seed) {
        return moved(method.start(oracle, new Start(phi, lambda), new RandomStream(seed)), phi);
    }

    /** What one step of a method takes away from φ. */
    static double[] moved(Stepper stepper, double[] phi) {
        stepper.step();
        double[] direction = phi.clone();
        Vectors.add(-1, stepper.phi(), direction);
        return direction;
    }

    /** The Euclidean distance. */
    static double distance(double[] x, double[] y) {
        double[] difference = x.clone();
        Vectors.add(-1, y, difference);
        return Math.sqrt(Vectors.squaredNorm(difference));
    }
}
