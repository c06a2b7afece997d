package org.plumbline.theory.panel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.commons.math3.exception.TooManyEvaluationsException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.plumbline.algorithm.FirstOrderAlgorithm;
import org.plumbline.algorithm.Stepper;
import org.plumbline.oracle.FirstOrderOracle;
import org.plumbline.oracle.NoiseModel;
import org.plumbline.oracle.Start;
import org.plumbline.problem.BilevelProblem;
import org.plumbline.problem.GroundTruth;
import org.plumbline.problem.Problems;
import org.plumbline.random.RandomStream;
import org.plumbline.random.SeedTree;

class MeasuredRunTest {
    private static final SeedTree SEEDS = SeedTree.of(5);
    private static final MeasuredRun RUNS = new MeasuredRun(Stage.arena(), 10);

    private static Puppet puppet(Puppet.Script script) {
        PuppetSpec spec = new PuppetSpec("puppet", Stage.laws(), script);
        return new Puppet("puppet", Map.of("batch", 3.0), script, spec);
    }

    /** A hundred samples for a table at first, then t + 3 at iteration t; error 1/(1+t). */
    private static final Puppet.Script DEARER = new Puppet.Script() {
        @Override
        public double error(Map<String, Double> values, long t, long seed) {
            return 1.0 / (1 + t);
        }

        @Override
        public long samples(Map<String, Double> values, long t) {
            return t == 1 ? 100 : t + 3;
        }
    };

    /** One query an iteration, so that 200 are priced: t + 3 samples at t = 2, …, 201 are 104.5 on average. */
    @Test
    void thePriceIsTheMeanOfTheIterationsAfterTheFirst() {
        MeasuredRun.Price price = RUNS.price(puppet(DEARER), SEEDS);
        assertEquals(104.5, price.samples());
        assertEquals(1, price.queries());
        assertEquals(
                100 + 105 + 100 + 20900, price.drawn().samples(), "what it took to find out: runs of 1, 2 and 201");
        assertEquals("", price.failure());
        assertTrue(price.affordable(7, 7));
        assertFalse(price.affordable(8, 7));
        assertEquals(104.5 * 7, price.budget(7));
    }

    @Test
    void whatFailsAtOnceHasNoPrice() {
        MeasuredRun.Price price = RUNS.price(puppet((values, t, seed) -> t < 2 ? 1 : Double.NaN), SEEDS);
        assertFalse(price.affordable(1, 1e9));
        assertTrue(price.failure().startsWith("DIVERGED"), price::failure);
        assertEquals(3 + 6, price.drawn().samples(), "runs of 1 and of 2 iterations");
    }

    /** 25 iterations in strides of two, and the end: t = 0, 2, …, 24, 25. To 1e-12: φ = (1+√E)/2 and back. */
    @Test
    void iteratesAreMeasuredAtEqualDistances() {
        Curve curve = RUNS.run(puppet((values, t, seed) -> 1.0 / (1 + t)), 25, 1e9, SEEDS);
        assertEquals(14, curve.length());
        for (int i = 0; i < 14; i++) {
            long t = Math.min(2 * i, 25);
            assertEquals(t, curve.iterations()[i]);
            assertEquals(3.0 * t, curve.samples()[i]);
            assertEquals(1.0 / (1 + t), curve.squared()[i], 1e-12);
        }
        assertEquals(75, curve.counts().samples());
        assertTrue(curve.completed());
        assertFalse(curve.failed());
    }

    /** 100 + 5 + 6 + 7 = 118 are drawn when 118 is spent; one sample more buys one iteration more. */
    @Test
    void theBudgetCutsARunShort() {
        Curve spent = RUNS.run(puppet(DEARER), 9, 118, SEEDS);
        assertArrayEquals(new double[] {0, 100, 105, 111, 118}, spent.samples());
        assertFalse(spent.completed());
        assertFalse(spent.failed(), "a cut is no failure");
        Curve more = RUNS.run(puppet(DEARER), 9, 119, SEEDS);
        assertEquals(118 + 8, more.counts().samples());
        Curve whole = RUNS.run(puppet(DEARER), 4, 118, SEEDS);
        assertTrue(whole.completed(), "the budget covers the whole run");
    }

    @Test
    void aRunThatDivergesSaysSo() {
        Curve curve = RUNS.run(puppet((values, t, seed) -> t < 5 ? 1 : Double.NaN), 9, 1e9, SEEDS);
        assertTrue(curve.failure().startsWith("DIVERGED"), curve::failure);
        assertEquals(15, curve.counts().samples(), "what it drew counts all the same");
    }

    /** Goes to a given place and stays. */
    private record Elsewhere(double phi, double lambda) implements FirstOrderAlgorithm {
        @Override
        public String name() {
            return "elsewhere";
        }

        @Override
        public Stepper start(FirstOrderOracle oracle, Start start, RandomStream stream) {
            return new Stepper() {
                @Override
                public void step() {}

                @Override
                public double[] phi() {
                    double[] point = start.phi();
                    Arrays.fill(point, phi);
                    return point;
                }

                @Override
                public double[] lambda() {
                    double[] point = start.lambda();
                    Arrays.fill(point, lambda);
                    return point;
                }
            };
        }
    }

    /** A gain of −1000 stabilises nothing: g is infinite there, though every iterate is finite. */
    @Test
    void outsideTheDomainOfTheLowerLossIsAFailure() {
        Curve curve = elsewhere("lqr-reward-design/claims", 0.5, -1000);
        assertTrue(curve.failure().contains("outside the domain"), curve::failure);
    }

    /** Finite, but so far out that no truth can be computed: a failed run, not a failed program. */
    @ParameterizedTest
    @ValueSource(
            strings = {"quadratic/isotropic", "sine-composite/claims", "karimi/claims", "lqr-reward-design/claims"})
    void whereTheTruthCannotBeComputedTheRunHasFailed(String problem) {
        for (double far : new double[] {1e160, 1e300, -1e300}) {
            assertTrue(elsewhere(problem, far, 0).failed(), problem + " at " + far);
        }
    }

    /** The same instance, but its truth is beyond a solver's patience. */
    @Test
    void whereASolverGivesUpTheRunHasFailed() {
        GroundTruth impatient = instead(GroundTruth.class, Stage.PROBLEM.truth(), "hypergradient", () -> {
            throw new TooManyEvaluationsException(100);
        });
        BilevelProblem problem = instead(BilevelProblem.class, Stage.PROBLEM, "truth", () -> impatient);
        Arena arena = new Arena("impatient", problem, "exact", Stage.PROBLEM.oracles(NoiseModel.NONE), 1, 0.5);
        Curve curve = new MeasuredRun(arena, 10).run(puppet((values, t, seed) -> 1), 3, 1e9, SEEDS);
        assertTrue(curve.failure().startsWith("DIVERGED: the truth"), curve::failure);
    }

    private static <T> T instead(Class<T> type, T honest, String method, Supplier<Object> answer) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, called, arguments) ->
                        called.getName().equals(method) ? answer.get() : called.invoke(honest, arguments)));
    }

    private static Curve elsewhere(String problem, double phi, double lambda) {
        BilevelProblem instance = Problems.named(problem);
        Arena arena = new Arena(problem, instance, "exact", instance.oracles(NoiseModel.NONE), 1, 0.5);
        return new MeasuredRun(arena, 10).run(new Elsewhere(phi, lambda), 3, 1e9, SEEDS);
    }
}
