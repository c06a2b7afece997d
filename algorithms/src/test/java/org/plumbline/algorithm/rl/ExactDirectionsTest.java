package org.plumbline.algorithm.rl;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.plumbline.algorithm.TabularAlgorithm;
import org.plumbline.numeric.Vectors;
import org.plumbline.oracle.Ledger;
import org.plumbline.oracle.NoiseModel;
import org.plumbline.oracle.SecondOrderOracle;
import org.plumbline.oracle.SoftmaxPolicy;
import org.plumbline.oracle.Start;
import org.plumbline.oracle.TabularOracle;
import org.plumbline.problem.OuterTerms;
import org.plumbline.problem.Problems;
import org.plumbline.problem.mdp.PolicyEvaluation;
import org.plumbline.problem.mdp.SoftMdpProblem;
import org.plumbline.random.RandomStream;

/**
 * In its exact limit (exact gradients, expectations in place of samples, the lower level solved) every method of the package
 * steps along what it claims to estimate. The references are the closed form of the ground truth, which knows neither
 * the methods nor their estimators, and differences of Φ. What no method may get wrong unnoticed, the temperature and
 * the discount, is got wrong on purpose.
 */
class ExactDirectionsTest {
    /** Linear systems of at most 4 unknowns with condition numbers below 100, and logits read back from φ: 1e-12 or so. */
    private static final double TOLERANCE = 1e-8;

    /** A hundred thousand times that. */
    private static final double WRONG = 1e-3;

    /** Soft policy iteration contracts by γ = 0.9 or better: 0.9³⁰⁰ = 2e-14. */
    private static final int MANY = 300;

    static Stream<SoftMdpProblem> catalogue() {
        return Stream.of("claims", "two-states", "bandit")
                .map(name -> (SoftMdpProblem) Problems.named("soft-mdp/" + name));
    }

    /** Those whose probabilities are multiples of 1/1000, so that transitions can be shown in proportion. */
    static Stream<SoftMdpProblem> rational() {
        return Stream.concat(Stream.of(Agents.rounded()), catalogue().skip(1));
    }

    /** \(Q_i\) by the evaluation of the ground truth's package, at any policy. */
    private static ValueGradients exact(SoftMdpProblem problem) {
        return (oracle, phi, policy, stream) -> {
            PolicyEvaluation evaluation = new PolicyEvaluation(problem.mdp(), policy.probabilities());
            double[][] values = new double[phi.length][];
            for (int i = 0; i < phi.length; i++) {
                values[i] = evaluation.advantages(oracle.agentRewardDerivative(phi, i));
            }
            return values;
        };
    }

    /** One step of the shared stepper from the solved lower level, at which an exact policy-gradient step stays. */
    private static double[] direction(SoftMdpProblem problem, TabularOracle oracle) {
        double[] phi = problem.start().phi();
        return Agents.moved(
                new PolicyHypergradient(
                        new PolicyHypergradient.Settings(1, 1, 0.1, 1),
                        exact(problem),
                        oracle,
                        new Start(phi, problem.truth().lowerSolution(phi)),
                        new RandomStream(1)),
                phi);
    }

    /** Differences of fourth order, step 1e-3: 1e-12 of fifth derivatives and 1e-12 of rounding. */
    private static double[] differences(SoftMdpProblem problem, double[] phi) {
        double h = 1e-3;
        double[] gradient = new double[phi.length];
        for (int i = 0; i < phi.length; i++) {
            double[] values = new double[4];
            for (int k = 0; k < 4; k++) {
                double[] shifted = phi.clone();
                shifted[i] += new double[] {-2, -1, 1, 2}[k] * h;
                values[k] = problem.truth().objective(shifted);
            }
            gradient[i] = (8 * (values[2] - values[1]) - (values[3] - values[0])) / (12 * h);
        }
        return gradient;
    }

    @ParameterizedTest
    @MethodSource("catalogue")
    void exactAdvantagesGiveTheHypergradient(SoftMdpProblem problem) {
        double[] phi = problem.start().phi();
        double[] direction = direction(problem, new AgentProxy(problem));
        assertArrayEquals(problem.truth().hypergradient(phi), direction, TOLERANCE);
        assertArrayEquals(differences(problem, phi), direction, TOLERANCE);
    }

    /** A designer whose reward depends on φ, too: then f_φ depends on the policy. */
    @Test
    void aDesignersRewardThatDependsOnPhiIsCovered() {
        SoftMdpProblem claims = Agents.rounded();
        SoftMdpProblem taxed = new SoftMdpProblem(
                "soft-mdp/taxed",
                claims.mdp(),
                claims.agent().temperature(),
                claims.rewards(),
                claims.rewards(),
                OuterTerms.centred(1, new double[claims.upperDimension()]));
        assertArrayEquals(
                taxed.truth().hypergradient(taxed.start().phi()), direction(taxed, new AgentProxy(taxed)), TOLERANCE);
    }

    /** τ twice too large halves the implicit part. */
    @ParameterizedTest
    @MethodSource("catalogue")
    void aWrongTemperatureIsNoticed(SoftMdpProblem problem) {
        double[] direction = direction(problem, new AgentProxy(problem) {
            @Override
            public double temperature() {
                return 2 * super.temperature();
            }
        });
        assertTrue(Agents.distance(problem.truth().hypergradient(problem.start().phi()), direction) > WRONG);
    }

    @ParameterizedTest
    @MethodSource("catalogue")
    void theAdjointConvergesToTheHypergradient(SoftMdpProblem problem) {
        double[] phi = problem.start().phi();
        SoftBilevelModel.Run run = new SoftBilevelModel.Run(
                new SoftBilevelModel(1, 5, 0.5, 1),
                problem.oracles(NoiseModel.NONE).model(new Ledger()).orElseThrow(),
                problem.start(),
                new RandomStream(1));
        double[] direction = run.direction();
        double first = Agents.distance(problem.truth().hypergradient(phi), direction);
        // With one state the adjoint is 0 from the start, since b = (1−γ)Σf_λ = 0.
        assertEquals(problem.mdp().states() > 1, first > WRONG, () -> "error " + first + " after one step");
        // A step contracts by 1 − ½(1−γ)²/S = 0.9975 at γ = 0.9, S = 2: 1e-16 of the start.
        for (int k = 0; k < 15_000; k++) {
            direction = run.direction();
        }
        assertArrayEquals(problem.truth().hypergradient(phi), direction, TOLERANCE);
    }

    private static double[] boltzmann(SoftMdpProblem problem, TabularOracle oracle) {
        double[] phi = problem.start().phi();
        TabularAlgorithm method = new BoltzmannHypergradient(1, 1, 1, 0.1, 1);
        return Agents.direction(method, oracle, phi, problem.truth().lowerSolution(phi), 1);
    }

    @ParameterizedTest
    @MethodSource("rational")
    void temporalDifferencesOnAllTransitionsGiveTheHypergradient(SoftMdpProblem problem) {
        assertArrayEquals(
                problem.truth().hypergradient(problem.start().phi()),
                boltzmann(problem, Agents.exhaustive(problem)),
                TOLERANCE);
    }

    /** Logits of a state may be shifted: the policy, and with it the direction, stays. */
    @Test
    void aShiftOfAStatesLogitsChangesNothing() {
        SoftMdpProblem problem = Agents.rounded();
        double[] phi = problem.start().phi();
        double[] shifted = problem.truth().lowerSolution(phi);
        for (int pair = 0; pair < shifted.length; pair++) {
            int state = pair / problem.mdp().actions();
            shifted[pair] += state;
        }
        double[] direction = Agents.direction(
                new BoltzmannHypergradient(1, 1, 1, 0.1, 1), Agents.exhaustive(problem), phi, shifted, 1);
        assertArrayEquals(boltzmann(problem, Agents.exhaustive(problem)), direction, TOLERANCE);
    }

    /** With one state, advantages do not depend on γ: there the check is empty. */
    @ParameterizedTest
    @MethodSource("rational")
    void aWrongDiscountIsNoticed(SoftMdpProblem problem) {
        AgentProxy wrong = Agents.exhaustive(problem).misstatingTheDiscount(0.8);
        double error =
                Agents.distance(problem.truth().hypergradient(problem.start().phi()), boltzmann(problem, wrong));
        assertEquals(problem.mdp().states() > 1, error > WRONG, () -> "error " + error);
    }

    /** With trajectories of one step from every pair, what follows does not enter, and with one state it does not matter. */
    @Test
    void rolloutsOfOneStepAreExactInABandit() {
        SoftMdpProblem problem = (SoftMdpProblem) AgentContract.BANDIT;
        double[] phi = problem.start().phi();
        double[] lambda = problem.truth().lowerSolution(phi);
        double[] direction =
                Agents.direction(new HyperPolicyGradient(1, 1, 1, 1, 0.1, 1), new AgentProxy(problem), phi, lambda, 1);
        assertArrayEquals(problem.truth().hypergradient(phi), direction, TOLERANCE);
    }

    /** From λ_σ, at which the joint step stays, and with the best response found from there. */
    @ParameterizedTest
    @MethodSource("rational")
    void thePenaltysDirectionIsTheGradientOfThePenalty(SoftMdpProblem problem) {
        double[] phi = problem.start().phi();
        for (double sigma : new double[] {1, 0.1}) {
            double[] lambda = problem.truth().penalisedSolution(phi, sigma);
            TabularAlgorithm method = new MirrorPenalty(1 / sigma, 1, MANY, 1, 1, 1 / sigma);
            double[] direction = Agents.direction(method, Agents.exhaustive(problem), phi, lambda, 1);
            // Divided by σ = 0.1, the errors of two logarithms of policies are still below 1e-12.
            assertArrayEquals(problem.truth().penaltyHypergradient(phi, sigma), direction, TOLERANCE);
            assertTrue(Agents.distance(problem.truth().hypergradient(phi), direction) > WRONG, "the penalty's bias");
        }
    }

    /** Half a mirror step twice is not a whole one, but the same policy stays. */
    @ParameterizedTest
    @MethodSource("rational")
    void mirrorStepsFindTheBestPolicy(SoftMdpProblem problem) {
        double[] phi = problem.start().phi();
        for (double step : new double[] {1, 0.5}) {
            MirrorPenalty method = new MirrorPenalty(1, 1, 2 * MANY, 1, step, 1);
            double[] response = step(method, problem, phi);
            assertArrayEquals(
                    problem.policy(problem.truth().lowerSolution(phi)).orElseThrow(),
                    problem.policy(response).orElseThrow(),
                    TOLERANCE);
        }
    }

    private static double[] step(MirrorPenalty method, SoftMdpProblem problem, double[] phi) {
        var stepper = method.start(
                Agents.exhaustive(problem), new Start(phi, new double[problem.lowerDimension()]), new RandomStream(1));
        stepper.step();
        return stepper.lambda();
    }

    @ParameterizedTest
    @MethodSource("catalogue")
    void theSingularSystemOfAPolicysHessianIsSolved(SoftMdpProblem problem) {
        double[] phi = problem.start().phi();
        int rank = problem.mdp().states() * (problem.mdp().actions() - 1);
        SecondOrderOracle oracle =
                problem.oracles(NoiseModel.NONE).secondOrder(new Ledger()).orElseThrow();
        Map<String, Double> errors = new TreeMap<>();
        for (int solverSteps : new int[] {rank, 1}) {
            double[] direction = Agents.moved(
                    new PolicyAlignment(1, 1, solverSteps, 0.1, 1)
                            .start(oracle, new Start(phi, problem.truth().lowerSolution(phi)), new RandomStream(1)),
                    phi);
            errors.put(
                    solverSteps == rank ? "rank" : "one",
                    Agents.distance(problem.truth().hypergradient(phi), direction));
        }
        assertTrue(errors.get("rank") <= TOLERANCE, errors::toString);
        assertTrue(rank == 1 || errors.get("one") > WRONG, errors::toString);
    }

    /** The alternating scheme steps along the direct part; what it lacks is the implicit part, all of it. */
    @ParameterizedTest
    @MethodSource("catalogue")
    void theAlternatingSchemeLacksTheImplicitPart(SoftMdpProblem problem) {
        double[] phi = problem.start().phi();
        double[] lambda = problem.truth().lowerSolution(phi);
        double[] direction = Agents.moved(
                new AlternatingScheme(1, 1, 0.1, 1)
                        .start(
                                problem.oracles(NoiseModel.NONE).firstOrder(new Ledger()),
                                new Start(phi, lambda),
                                new RandomStream(1)),
                phi);
        double[] direct = new double[phi.length];
        double[] inLogits = new double[lambda.length];
        problem.truth().functions().upperGradient(phi, lambda, direct, inLogits);
        assertArrayEquals(direct, direction, TOLERANCE);
        double[] implicit = new double[phi.length];
        for (int i = 0; i < phi.length; i++) {
            double[] values = exact(problem)
                    .estimate(
                            new AgentProxy(problem),
                            phi,
                            SoftmaxPolicy.of(lambda, problem.mdp().actions()),
                            new RandomStream(1))[i];
            implicit[i] = Vectors.dot(inLogits, values) / problem.agent().temperature();
        }
        double[] lacking = problem.truth().hypergradient(phi);
        Vectors.add(-1, direction, lacking);
        assertArrayEquals(implicit, lacking, TOLERANCE);
        assertTrue(Math.sqrt(Vectors.squaredNorm(implicit)) > WRONG, "nothing is lacking here");
    }
}
