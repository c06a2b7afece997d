package org.plumbline.theory.claim.practice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.plumbline.algorithm.penalty.FirstOrderPenalty;
import org.plumbline.problem.OuterTerms;
import org.plumbline.problem.Problems;
import org.plumbline.problem.SampledProblem;
import org.plumbline.problem.mdp.FiniteMdp;
import org.plumbline.problem.mdp.RewardModel;
import org.plumbline.problem.mdp.SoftMdpProblem;
import org.plumbline.random.SeedTree;
import org.plumbline.sampling.PathSharing;
import org.plumbline.theory.CellResult;
import org.plumbline.theory.claim.practice.AgentRun.Setting;

class SoftmaxConstantsTest {
    private static final double GAMMA = 0.5;
    private static final double TEMPERATURE = 0.8;

    /** Action 0 stays and action 1 leaves; staying in state s earns s more. */
    private static final SoftMdpProblem TWO_STATES = new SoftMdpProblem(
            "two states",
            new FiniteMdp(new double[][][] {{{1, 0}, {0, 1}}, {{0, 1}, {1, 0}}}, new double[] {0.3, 0.7}, GAMMA),
            TEMPERATURE,
            new RewardModel(new double[][] {{0, 0}, {1, 0}}, new double[2][2][1]),
            new double[2][2],
            OuterTerms.centred(1, new double[1]));

    /** Probabilities from the logits by hand: e^λ over its sum in each state. */
    private static double[] stay(double[] lambda) {
        return new double[] {
            Math.exp(lambda[0]) / (Math.exp(lambda[0]) + Math.exp(lambda[1])),
            Math.exp(lambda[2]) / (Math.exp(lambda[2]) + Math.exp(lambda[3]))
        };
    }

    /** Occupancies by summing what is left of 60 steps: 0.5^60 is below the last bit. */
    private static double[] occupancy(double[] stay) {
        double[] here = {0.3, 0.7};
        double[] sum = new double[2];
        for (int t = 0; t < 60; t++) {
            sum[0] += Math.pow(GAMMA, t) * here[0];
            sum[1] += Math.pow(GAMMA, t) * here[1];
            here = new double[] {
                here[0] * stay[0] + here[1] * (1 - stay[1]), here[0] * (1 - stay[0]) + here[1] * stay[1]
            };
        }
        return sum;
    }

    /** Soft value iteration, 60 times: \(V \leftarrow \tau\ln\sum_a e^{(r + \gamma V')/\tau}\); then the share of staying. */
    private static double[] best() {
        double[] v = new double[2];
        double[] stay = new double[2];
        for (int i = 0; i < 60; i++) {
            double[] next = new double[2];
            for (int s = 0; s < 2; s++) {
                double staying = Math.exp((s + GAMMA * v[s]) / TEMPERATURE);
                double leaving = Math.exp(GAMMA * v[1 - s] / TEMPERATURE);
                next[s] = TEMPERATURE * Math.log(staying + leaving);
                stay[s] = staying / (staying + leaving);
            }
            v = next;
        }
        return stay;
    }

    /** Against sums over time and soft value iteration, neither of which the class uses. */
    @Test
    void theConstantIsThatOfTheLogits() {
        double[] lambda = {1.5, -0.5, 0.2, 0.9};
        double[] stay = stay(lambda);
        double least = Math.min(Math.min(stay[0], 1 - stay[0]), Math.min(stay[1], 1 - stay[1]));
        double[] d = occupancy(stay);
        double[] star = occupancy(best());
        double squares = Math.min(d[0] * d[0] / star[0], d[1] * d[1] / star[1]);
        double quotient = Math.min(d[0] / star[0], d[1] / star[1]);
        SoftmaxConstants seen = SoftmaxConstants.at(TWO_STATES, new double[1], lambda);
        assertEquals(least, seen.leastShare(), 1e-15);
        assertEquals(2 * TEMPERATURE * least * least * squares, seen.bound(), 1e-14);
        assertEquals(TEMPERATURE / 2 * least * least * 0.3 * quotient, seen.lemma(), 1e-14);
        assertEquals(2 * TEMPERATURE / 4 * squares, seen.uniform(), 1e-14);
    }

    /** The ratio with a gradient from differences of an evaluation by hand, whose error is of order 1e-10. */
    @Test
    void theRatioIsThatOfDifferences() {
        double[] lambda = {1.5, -0.5, 0.2, 0.9};
        double squared = 0;
        for (int i = 0; i < 4; i++) {
            double[] up = lambda.clone();
            double[] down = lambda.clone();
            up[i] += 1e-5;
            down[i] -= 1e-5;
            squared += Math.pow((loss(stay(up)) - loss(stay(down))) / 2e-5, 2);
        }
        double gap = loss(stay(lambda)) - loss(best());
        double ratio = squared / 2 / gap;
        assertEquals(
                ratio, SoftmaxConstants.at(TWO_STATES, new double[1], lambda).ratio(), 1e-8 * ratio);
    }

    /** Minus the value with entropy: occupancies times the mean of r − τ ln π. */
    private static double loss(double[] stay) {
        double[] d = occupancy(stay);
        double value = 0;
        for (int s = 0; s < 2; s++) {
            value += d[s]
                    * (stay[s] * (s - TEMPERATURE * Math.log(stay[s]))
                            - (1 - stay[s]) * TEMPERATURE * Math.log(1 - stay[s]));
        }
        return -value;
    }

    private static CellResult run(String problem) {
        Setting setting = new Setting(
                (SampledProblem) Problems.named(problem),
                10,
                PathSharing.COMMON_NUMBERS,
                FirstOrderPenalty.exact(0.2, 20, 2, 0.1, 0.05),
                AgentRun.POINTS);
        return new AgentRun(setting, true, SeedTree.of(7).child("policies")).run();
    }

    /** The start is uniform, and the bound of section 8.10 holds at every policy: the slack is its rounding. */
    @Test
    void sampledRunsLogTheirPolicies() {
        CellResult run = run("soft-mdp/claims");
        double[] share = run.series(AgentRun.LEAST_SHARE);
        double actions =
                ((SoftMdpProblem) Problems.named("soft-mdp/claims")).mdp().actions();
        assertEquals(AgentRun.POINTS + 1, share.length);
        assertEquals(1 / actions, share[0], 1e-15);
        double[] ratio = run.series(AgentRun.RATIO);
        double[] bound = run.series(AgentRun.BOUND);
        for (int i = 0; i < share.length; i++) {
            assertTrue(share[i] > 0 && share[i] <= 1 / actions);
            assertTrue(ratio[i] >= bound[i] * (1 - 1e-9), "at point " + i);
        }
    }

    @Test
    void regulatorsHaveNone() {
        assertFalse(PolicyViews.seen(List.of(run("lqr-reward-design/claims"))));
    }
}
