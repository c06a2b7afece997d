package org.plumbline.algorithm.rl;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.commons.math3.stat.descriptive.SummaryStatistics;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.plumbline.algorithm.TabularAlgorithm;
import org.plumbline.problem.mdp.SoftMdpProblem;

/**
 * The directions of the sampling methods have the hypergradient as their mean: at the solved lower level, with exact gradients
 * of f and g, so that only the estimate of the value gradients is random. Trajectories of 80 steps cut off 0.8⁸⁰ = 2e-8.
 */
class PolicyHypergradientTest {
    private static final int RUNS = 100;
    private static final int HORIZON = 80;

    /** Student's t with 99 degrees, two components of three methods, two-sided: a false alarm in 7e-4 of all seeds. */
    private static final double DEVIATIONS = 4;

    private static final SoftMdpProblem PROBLEM = Agents.rounded();

    private static TabularAlgorithm method(String name) {
        // A bias of order 1/n is a third of the deviation of a mean over runs, √(1/(n·runs)), at n = 1000.
        return Map.<String, Supplier<TabularAlgorithm>>of(
                        "hpgd", () -> new HyperPolicyGradient(1, 1, 10, HORIZON, 0.1, 1),
                        "stoc-sobirl", () -> new StochasticSoftBilevel(1000, 1, HORIZON, 0.1, 1),
                        "aho", () -> new BoltzmannHypergradient(1000, 1, HORIZON, 0.1, 1))
                .get(name)
                .get();
    }

    /** How many standard deviations the mean direction is away from ∇Φ, in the worst component (seeds 1 to 100). */
    private static double deviations(TabularAlgorithm method, AgentProxy oracle) {
        double[] phi = PROBLEM.start().phi();
        double[] lambda = PROBLEM.truth().lowerSolution(phi);
        double[] truth = PROBLEM.truth().hypergradient(phi);
        SummaryStatistics[] components = new SummaryStatistics[phi.length];
        Arrays.setAll(components, i -> new SummaryStatistics());
        for (int seed = 1; seed <= RUNS; seed++) {
            double[] direction = Agents.direction(method, oracle, phi, lambda, seed);
            for (int i = 0; i < phi.length; i++) {
                components[i].addValue(direction[i]);
            }
        }
        double worst = 0;
        for (int i = 0; i < phi.length; i++) {
            double deviation = components[i].getStandardDeviation() / Math.sqrt(RUNS);
            worst = Math.max(worst, Math.abs(components[i].getMean() - truth[i]) / deviation);
        }
        return worst;
    }

    @ParameterizedTest
    @ValueSource(strings = {"hpgd", "stoc-sobirl", "aho"})
    void theMeanDirectionIsTheHypergradient(String name) {
        double deviations = deviations(method(name), new AgentProxy(PROBLEM));
        assertTrue(deviations <= DEVIATIONS, () -> name + " is " + deviations + " deviations off");
    }

    /** The same test rejects a direction without 1/τ, which is τ = 1 in place of ½. */
    @ParameterizedTest
    @ValueSource(strings = {"hpgd", "stoc-sobirl", "aho"})
    void aMissingTemperatureIsRejected(String name) {
        double deviations = deviations(method(name), new AgentProxy(PROBLEM) {
            @Override
            public double temperature() {
                return 1;
            }
        });
        assertTrue(deviations > DEVIATIONS, () -> name + " is only " + deviations + " deviations off");
    }

    /** And a wrong discount: γ = 0.48. */
    @ParameterizedTest
    @ValueSource(strings = {"stoc-sobirl", "aho"})
    void aWrongDiscountIsRejected(String name) {
        double deviations = deviations(method(name), new AgentProxy(PROBLEM).misstatingTheDiscount(0.6));
        assertTrue(deviations > DEVIATIONS, () -> name + " is only " + deviations + " deviations off");
    }

    /** One step, that is, the derivative of the reward in place of that of the value. */
    @Test
    void aShortHorizonIsABiasThatTheTestSees() {
        TabularAlgorithm shortsighted = new HyperPolicyGradient(1, 1, 200, 1, 0.1, 1);
        double deviations = deviations(shortsighted, new AgentProxy(PROBLEM));
        assertTrue(deviations > DEVIATIONS, () -> "only " + deviations + " deviations off");
    }
}
