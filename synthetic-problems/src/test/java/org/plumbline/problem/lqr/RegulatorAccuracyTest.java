package org.plumbline.problem.lqr;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.QRDecomposition;
import org.apache.commons.math3.linear.RealMatrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.plumbline.numeric.RefusedException;
import org.plumbline.numeric.Twofold;
import org.plumbline.problem.GroundTruth;
import org.plumbline.problem.lqr.Regulators.Drawn;
import org.plumbline.random.RandomStream;
import org.plumbline.random.SeedTree;
import org.plumbline.sampling.QuadraticCost;

/**
 * The truths of both regulator families against {@link RegulatorReference}. The bars are those that ground truths state:
 * 1e-10 on solutions and values, 1e-8 on gradients, in norm; what is measured is below 1e-12. Seeds are fixed.
 */
class RegulatorAccuracyTest {
    private static final double SOLUTION = 1e-10;
    private static final double GRADIENT = 1e-8;
    private static final double[] SIGMAS = {100, 0.1, 1e-4, 1e-8};

    private static final List<BiFunction<String, RandomRegulator, Drawn>> FAMILIES =
            List.of(Regulators::rewardDesign, Regulators::imitation);

    /** States, inputs, discount, condition number of every definite matrix. */
    @ParameterizedTest
    @CsvSource({
        "1, 1, 0.8, 1",
        "1, 1, 0.99, 1",
        "1, 2, 0.95, 1e6",
        "2, 1, 0.99, 1e6",
        "3, 2, 0.8, 1e3",
        "5, 3, 0.99, 1e6",
        "10, 1, 0.99, 1e6",
        "10, 4, 0.5, 1e6",
        "20, 5, 0.99, 1e6",
        "20, 2, 0.9, 1"
    })
    void truthsAreThoseOfTheReference(int states, int inputs, double gamma, double condition) {
        int draws = states >= 10 ? 1 : 5;
        for (int k = 0; k < draws; k++) {
            for (BiFunction<String, RandomRegulator, Drawn> family : FAMILIES) {
                RandomStream stream = SeedTree.of(51).child("accuracy", 100 * states + k).stream();
                RandomRegulator data = RandomRegulator.draw(
                        states, inputs, 2, gamma, RandomRegulator.conditioned(condition, stream), stream);
                assertExact(family.apply("random", data), stream, 0);
            }
        }
    }

    /** Units of cost, of the agent and of the designer or expert: the truths stay relatively exact. */
    @ParameterizedTest
    @CsvSource({"1e-9, 1e-9", "1e9, 1e9", "1e-9, 1e9", "1e9, 1e-9", "1, 1e-8", "1, 1e8"})
    void unitsOfCostDoNotMatter(double agentUnit, double designerUnit) {
        for (int k = 0; k < 5; k++) {
            RandomStream stream = SeedTree.of(52).child("units", k).stream();
            RandomRegulator data = RandomRegulator.draw(3, 2, 2, 0.9, stream);
            AgentCost agent = new AgentCost(
                    data.agent().base().scalarMultiply(agentUnit),
                    data.agent().weights().stream()
                            .map(q -> q.scalarMultiply(agentUnit))
                            .toList(),
                    data.agent().action().scalarMultiply(agentUnit));
            QuadraticCost designer = new QuadraticCost(
                    data.designer().state().scalarMultiply(designerUnit),
                    data.designer().action().scalarMultiply(designerUnit));
            RandomRegulator scaled = new RandomRegulator(data.system(), agent, designer, data.outer(), false);
            for (BiFunction<String, RandomRegulator, Drawn> family : FAMILIES) {
                assertExact(family.apply("scaled", scaled), stream, 0);
            }
        }
    }

    /**
     * An unstable mode that the input reaches with a strength from 1 to 1e-7 only: either the truths keep the bars, or
     * 50 κ̂ 2⁻⁵³ with the κ̂ that the problem declares, or the problem is refused and the message says κ̂ or that no input
     * reaches the mode.
     */
    @Test
    void nearlyUnstabilisableProblemsAreExactOrRefusedWithTheirConditionNumber() {
        List<String> refused = new ArrayList<>();
        int exact = 0;
        for (double radius : new double[] {1.02, 1.2, 2}) {
            for (int digits = 0; digits <= 7; digits++) {
                for (int states : new int[] {2, 4}) {
                    RandomStream stream = SeedTree.of(53).child("weak", 10 * digits + states).stream();
                    RandomRegulator data = RandomRegulator.draw(states, states / 2, 2, 0.95, stream);
                    BiFunction<String, RandomRegulator, Drawn> family = FAMILIES.get(digits % 2);
                    try {
                        Drawn drawn = family.apply("weak", weakened(data, radius, Math.pow(10, -digits), stream));
                        double condition = drawn.problem().constants().require("kappa");
                        assertExact(drawn, stream, 50 * condition * 0x1p-53);
                        exact++;
                    } catch (RefusedException e) {
                        refused.add(e.getMessage());
                    }
                }
            }
        }
        for (String message : refused) {
            assertTrue(message.contains("κ̂ is about ") || message.contains("no input reaches"), message);
        }
        // Both sides of the edge were visited.
        assertTrue(exact >= 12 && refused.size() >= 12, exact + " exact, " + refused.size() + " refused");
    }

    private static RandomRegulator weakened(RandomRegulator data, double radius, double strength, RandomStream stream) {
        LqrSystem system = data.system();
        int n = system.states();
        RealMatrix a = system.a();
        RealMatrix b = system.b();
        a.setRowMatrix(0, MatrixUtils.createRealMatrix(1, n));
        a.setEntry(0, 0, radius / Math.sqrt(system.gamma()));
        b.setRowMatrix(0, b.getRowMatrix(0).scalarMultiply(strength));
        RealMatrix turn =
                new QRDecomposition(RandomRegulator.conditioned(3, stream).apply(n)).getQ();
        LqrSystem weak = new LqrSystem(
                turn.multiply(a).multiply(turn.transpose()),
                turn.multiply(b),
                system.noise(),
                system.initial(),
                system.gamma(),
                system.exploration());
        return new RandomRegulator(weak, data.agent(), data.designer(), data.outer(), false);
    }

    /** As a free input of an unstable system costs too much for doubles, the refusal names κ̂ in one line. */
    @Test
    void aRefusalSaysTheConditionNumber() {
        RandomStream stream = SeedTree.of(54).child("refusal").stream();
        RandomRegulator data = weakened(RandomRegulator.draw(2, 1, 1, 0.95, stream), 2, 1e-4, stream);
        String message = assertThrows(RefusedException.class, () -> LqrFamily.settled("weak", data))
                .getMessage();
        assertTrue(
                message.matches("The Riccati equation [^\n]*condition number κ̂ is about [0-9.E]+, [^\n]*"), message);
    }

    private static void assertExact(Drawn drawn, RandomStream stream, double allowance) {
        double[] phi = drawn.problem().box().sample(stream);
        GroundTruth truth = drawn.problem().truth();
        RegulatorReference reference = new RegulatorReference(drawn, phi);
        double solution = Math.max(SOLUTION, allowance);
        double gradient = Math.max(GRADIENT, allowance);
        assertClose("λ*", flat(reference.minimise(0).gain()), truth.lowerSolution(phi), solution);
        assertClose("Φ", values(reference.objective()), values(truth.objective(phi)), solution);
        assertClose("∇Φ", reference.hypergradient(), truth.hypergradient(phi), gradient);
        for (double sigma : SIGMAS) {
            String at = " at σ = " + sigma;
            assertClose(
                    "λ_σ" + at, flat(reference.minimise(sigma).gain()), truth.penalisedSolution(phi, sigma), solution);
            assertClose(
                    "Φ_σ" + at,
                    values(reference.penaltyObjective(sigma)),
                    values(truth.penaltyObjective(phi, sigma)),
                    solution);
            assertClose(
                    "∇Φ_σ" + at,
                    reference.penaltyHypergradient(sigma),
                    truth.penaltyHypergradient(phi, sigma),
                    gradient);
        }
    }

    private static double[] values(double... values) {
        return values;
    }

    private static double[] flat(Twofold gain) {
        RealMatrix rounded = gain.rounded();
        double[] flat = new double[rounded.getRowDimension() * rounded.getColumnDimension()];
        ClosedLoop.flatten(rounded, flat);
        return flat;
    }

    private static void assertClose(String what, double[] expected, double[] actual, double relative) {
        double error = 0;
        double size = 0;
        for (int i = 0; i < expected.length; i++) {
            error += (actual[i] - expected[i]) * (actual[i] - expected[i]);
            size += expected[i] * expected[i];
        }
        double found = Math.sqrt(error / size);
        assertTrue(found <= relative, what + ": relative error " + found + ", allowed " + relative);
    }
}
