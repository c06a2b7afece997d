package org.plumbline.algorithm.rl;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.plumbline.algorithm.Stepper;
import org.plumbline.algorithm.TabularAlgorithm;
import org.plumbline.oracle.Batch;
import org.plumbline.oracle.Ledger;
import org.plumbline.oracle.NoiseModel;
import org.plumbline.oracle.Paths;
import org.plumbline.oracle.SecondOrderOracle;
import org.plumbline.oracle.SoftmaxPolicy;
import org.plumbline.oracle.Start;
import org.plumbline.oracle.TabularOracle;
import org.plumbline.problem.mdp.SoftMdpProblem;
import org.plumbline.random.RandomStream;

/**
 * One table of all methods for agents: the limit in which each is exact, what it is exact for, and wrong variants that the
 * same comparison rejects. The process is {@link ShortAgent}, several states with a discount, of which all trajectories can be
 * enumerated; the references are differences of objectives from backward induction, which share no code with the methods,
 * their estimators or the ground truth.
 */
class EveryBaselineHasAnExactLimitTest {
    /** Differences of fourth order with step 1e-3 are right to 1e-11, solves and fixed points to 1e-12. */
    private static final double TOLERANCE = 1e-8;

    /** A hundred thousand times that. */
    private static final double WRONG = 1e-3;

    /** All trajectories of three steps from a pair have probabilities that are multiples of 1/32, */
    private static final int FROM_PAIR = 32;

    /** and those of up to six steps from the start of 1/2048. */
    private static final long FROM_START = 2048;

    /** Transition probabilities are multiples of ½. */
    private static final int DENOMINATOR = 2;

    private static final double SIGMA = 0.1;

    /** Soft policy iteration contracts by γ = 0.8 or better: 0.8²⁰⁰ = 4e-20. */
    private static final int MANY = 200;

    /** S(A − 1): logits that differ by a number for each state are one policy. */
    private static final int RANK = 4;

    private static final SoftMdpProblem PROBLEM = ShortAgent.problem();

    /**
     * A row.
     *
     * @param baseline the name of the method
     * @param limit in which it is exact
     * @param gradientOf what it then descends
     * @param direction of its first step of size 1
     * @param wrong the same with one thing broken
     */
    private record Row(
            String baseline,
            String limit,
            ToDoubleFunction<double[]> gradientOf,
            Supplier<double[]> direction,
            Map<String, Supplier<double[]>> wrong) {
        @Override
        public String toString() {
            return baseline + ": " + limit;
        }

        Row rejects(String variant, Supplier<double[]> broken) {
            Map<String, Supplier<double[]>> more = new LinkedHashMap<>(wrong);
            more.put(variant, broken);
            return new Row(baseline, limit, gradientOf, direction, more);
        }

        double error(Supplier<double[]> variant) {
            return Agents.distance(differences(gradientOf), variant.get());
        }
    }

    private static Row row(
            String baseline, String limit, ToDoubleFunction<double[]> gradientOf, Supplier<double[]> direction) {
        return new Row(baseline, limit, gradientOf, direction, Map.of());
    }

    static Stream<Row> table() {
        return Stream.of(
                row(
                                "hpgd",
                                "the expectation, at any m and H ≥ 3: all trajectories of 3 steps from every pair",
                                ShortAgent::objective,
                                () -> hpgd(3, new EveryTrajectory(PROBLEM)))
                        .rejects("discount dropped", () -> hpgd(3, undiscounted()))
                        .rejects("temperature dropped", () -> hpgd(3, new WithoutTemperature()))
                        .rejects("sign of the response reversed", () -> hpgd(3, new ReversedResponse()))
                        .rejects(
                                "score term dropped: the first action is not the pair's",
                                () -> hpgd(3, new FromState()))
                        .rejects("returns of the uniform policy", () -> hpgd(3, new OffPolicy()))
                        .rejects("horizon one step short", () -> hpgd(2, new EveryTrajectory(PROBLEM))),
                row(
                                "stoc-sobirl",
                                "n → ∞, H ≥ 3: all trajectories of 6 steps in proportion",
                                ShortAgent::objective,
                                () -> sobirl(3, new EveryTrajectory(PROBLEM)))
                        .rejects("discount dropped", () -> sobirl(3, undiscounted()))
                        .rejects("temperature dropped", () -> sobirl(3, new WithoutTemperature()))
                        .rejects("sign of the response reversed", () -> sobirl(3, new ReversedResponse()))
                        .rejects("returns of the uniform policy", () -> sobirl(3, new OffPolicy()))
                        .rejects("returns of two steps", () -> sobirl(1, new EveryTrajectory(PROBLEM))),
                row(
                                "m-sobirl",
                                "the adjoint at rest, no noise in f",
                                ShortAgent::objective,
                                () -> modelBased(4000, new AgentProxy(PROBLEM)))
                        .rejects(
                                "discount 0.8 γ",
                                () -> modelBased(4000, new AgentProxy(PROBLEM).misstatingTheDiscount(0.8)))
                        .rejects("temperature dropped", () -> modelBased(4000, new WithoutTemperature()))
                        .rejects("sign of the response reversed", () -> modelBased(4000, new ReversedResponse()))
                        .rejects("adjoint after one step", () -> modelBased(1, new AgentProxy(PROBLEM))),
                row(
                                "aho",
                                "n → ∞, any H: all trajectories in proportion",
                                ShortAgent::objective,
                                () -> aho(new EveryTrajectory(PROBLEM)))
                        .rejects("discount 0.8 γ", () -> aho(new EveryTrajectory(PROBLEM).misstatingTheDiscount(0.8)))
                        .rejects("temperature dropped", () -> aho(new WithoutTemperature()))
                        .rejects("sign of the response reversed", () -> aho(new ReversedResponse())),
                row(
                                "pbrl",
                                "n, K → ∞ at λ_σ, σ = 1/m: ∇Φ_σ, hence ∇Φ as m → ∞",
                                phi -> ShortAgent.penalised(phi, SIGMA),
                                () -> pbrl(1 / SIGMA, MANY, transitionsInProportion()))
                        .rejects(
                                "∇Φ, as if there were no bias of the penalty", () -> differences(ShortAgent::objective))
                        .rejects("half the multiplier", () -> pbrl(0.5 / SIGMA, MANY, transitionsInProportion()))
                        .rejects(
                                "best response after one mirror step",
                                () -> pbrl(1 / SIGMA, 1, transitionsInProportion()))
                        .rejects(
                                "discount 0.8 γ",
                                () -> pbrl(
                                        1 / SIGMA,
                                        MANY,
                                        transitionsInProportion().misstatingTheDiscount(0.8))),
                row(
                                "a-parl",
                                "no noise, Q = S(A − 1) conjugate-gradient steps",
                                ShortAgent::objective,
                                () -> aparl(RANK, ShortAgent.solution(0)))
                        .rejects("one conjugate-gradient step", () -> aparl(1, ShortAgent.solution(0)))
                        .rejects("lower level not solved", () -> aparl(RANK, ShortAgent.solution(1))),
                row(
                                "alternating",
                                "no noise: f_φ at the best policy, never ∇Φ",
                                ShortAgent::withoutResponse,
                                () -> alternating(ShortAgent.solution(0)))
                        .rejects("∇Φ, as if the response were there", () -> differences(ShortAgent::objective))
                        .rejects("lower level not solved", () -> alternating(ShortAgent.solution(1))));
    }

    static Stream<Arguments> variants() {
        return table().flatMap(row -> row.wrong().keySet().stream().map(variant -> Arguments.of(row, variant)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("table")
    void theDirectionIsTheGradientByBackwardInduction(Row row) {
        assertArrayEquals(differences(row.gradientOf()), row.direction().get(), TOLERANCE);
    }

    @ParameterizedTest(name = "{0} rejects: {1}")
    @MethodSource("variants")
    void aWrongVariantIsRejected(Row row, String variant) {
        double error = row.error(row.wrong().get(variant));
        assertTrue(error > WRONG, () -> variant + " is off by " + error + " only");
    }

    /** So that the table stays complete: the methods of this package that the comparison knows. */
    @Test
    void everyMethodOfThePackageHasARow() {
        Set<String> registered = org.plumbline.algorithm.Algorithms.all().stream()
                .filter(spec -> spec.type().getPackage().equals(AlternatingScheme.class.getPackage()))
                .map(spec -> spec.card().name())
                .collect(Collectors.toSet());
        assertEquals(registered, table().map(Row::baseline).collect(Collectors.toSet()));
    }

    /** The ground truth agrees with backward induction, too: two references for one gradient. */
    @Test
    void theGroundTruthAgrees() {
        double[] phi = ShortAgent.phi();
        assertArrayEquals(differences(ShortAgent::objective), PROBLEM.truth().hypergradient(phi), TOLERANCE);
        assertArrayEquals(
                differences(at -> ShortAgent.penalised(at, SIGMA)),
                PROBLEM.truth().penaltyHypergradient(phi, SIGMA),
                TOLERANCE);
    }

    private static double[] differences(ToDoubleFunction<double[]> objective) {
        double h = 1e-3;
        double[] phi = ShortAgent.phi();
        double[] gradient = new double[phi.length];
        for (int i = 0; i < phi.length; i++) {
            double[] values = new double[4];
            for (int k = 0; k < 4; k++) {
                double[] shifted = phi.clone();
                shifted[i] += List.of(-2, -1, 1, 2).get(k) * h;
                values[k] = objective.applyAsDouble(shifted);
            }
            gradient[i] = (8 * (values[2] - values[1]) - (values[3] - values[0])) / (12 * h);
        }
        return gradient;
    }

    private static double[] atTheSolution(TabularAlgorithm method, TabularOracle oracle) {
        return Agents.direction(method, oracle, ShortAgent.phi(), ShortAgent.solution(0), 1);
    }

    private static double[] hpgd(int horizon, TabularOracle oracle) {
        return atTheSolution(new HyperPolicyGradient(1, 1, FROM_PAIR, horizon, 0.1, 1), oracle);
    }

    private static double[] sobirl(int horizon, TabularOracle oracle) {
        return atTheSolution(new StochasticSoftBilevel(FROM_START, 1, horizon, 0.1, 1), oracle);
    }

    private static double[] aho(TabularOracle oracle) {
        return atTheSolution(new BoltzmannHypergradient(FROM_START, 1, ShortAgent.HORIZON, 0.1, 1), oracle);
    }

    /** A step of ½ contracts the adjoint by 1 − ½(1−γ)²/S = 0.995: 2e-9 of its start, at the worst, after 4000. */
    private static double[] modelBased(int steps, AgentProxy oracle) {
        SoftBilevelModel.Run run = new SoftBilevelModel.Run(
                new SoftBilevelModel(1, 5, 0.5, 1),
                oracle,
                new Start(ShortAgent.phi(), ShortAgent.solution(0)),
                new RandomStream(1));
        double[] direction = new double[0];
        for (int k = 0; k < steps; k++) {
            direction = run.direction();
        }
        return direction;
    }

    private static AgentProxy transitionsInProportion() {
        return AgentProxy.exhaustive(PROBLEM, DENOMINATOR);
    }

    /** The penalised step is αm: φ moves by 1 times the direction. */
    private static double[] pbrl(double multiplier, int mirrorSteps, TabularOracle oracle) {
        TabularAlgorithm method = new MirrorPenalty(multiplier, 1, mirrorSteps, 1, 1, multiplier);
        return Agents.direction(method, oracle, ShortAgent.phi(), ShortAgent.solution(SIGMA), 1);
    }

    private static double[] aparl(int solverSteps, double[] lambda) {
        SecondOrderOracle oracle =
                PROBLEM.oracles(NoiseModel.NONE).secondOrder(new Ledger()).orElseThrow();
        return moved(new PolicyAlignment(1, 1, solverSteps, 0.1, 1)
                .start(oracle, new Start(ShortAgent.phi(), lambda), new RandomStream(1)));
    }

    private static double[] alternating(double[] lambda) {
        return moved(new AlternatingScheme(1, 1, 0.1, 1)
                .start(
                        PROBLEM.oracles(NoiseModel.NONE).firstOrder(new Ledger()),
                        new Start(ShortAgent.phi(), lambda),
                        new RandomStream(1)));
    }

    private static double[] moved(Stepper stepper) {
        return Agents.moved(stepper, ShortAgent.phi());
    }

    private static AgentProxy undiscounted() {
        return new EveryTrajectory(PROBLEM)
                .misstatingTheDiscount(1 / PROBLEM.mdp().gamma());
    }

    private static final class WithoutTemperature extends EveryTrajectory {
        WithoutTemperature() {
            super(PROBLEM);
        }

        @Override
        public double temperature() {
            return 1;
        }
    }

    private static final class ReversedResponse extends EveryTrajectory {
        ReversedResponse() {
            super(PROBLEM);
        }

        @Override
        public double[] agentRewardDerivative(double[] phi, int i) {
            double[] derivative = super.agentRewardDerivative(phi, i);
            for (int pair = 0; pair < derivative.length; pair++) {
                derivative[pair] = -derivative[pair];
            }
            return derivative;
        }
    }

    /** Whatever the policy, the uniform one acts: probabilities ½, so that numbers stay whole. */
    private static final class OffPolicy extends EveryTrajectory {
        OffPolicy() {
            super(PROBLEM);
        }

        @Override
        public void rollOut(Batch batch, SoftmaxPolicy policy, int horizon, Consumer<Paths> visitor) {
            super.rollOut(batch, SoftmaxPolicy.uniform(states(), actions()), horizon, visitor);
        }

        @Override
        public void rollOutFrom(Batch batch, int pair, SoftmaxPolicy policy, int horizon, Consumer<Paths> visitor) {
            super.rollOutFrom(batch, pair, SoftmaxPolicy.uniform(states(), actions()), horizon, visitor);
        }
    }

    /** All pairs of a state get the trajectories of its first one, so that no action has an advantage. */
    private static final class FromState extends EveryTrajectory {
        FromState() {
            super(PROBLEM);
        }

        @Override
        public void rollOutFrom(Batch batch, int pair, SoftmaxPolicy policy, int horizon, Consumer<Paths> visitor) {
            super.rollOutFrom(batch, pair / actions() * actions(), policy, horizon, visitor);
        }
    }
}
