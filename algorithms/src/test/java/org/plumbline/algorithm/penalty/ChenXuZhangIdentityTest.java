package org.plumbline.algorithm.penalty;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.plumbline.algorithm.AlgorithmSpec;
import org.plumbline.algorithm.Algorithms;
import org.plumbline.algorithm.BilevelAlgorithm;
import org.plumbline.algorithm.Law;
import org.plumbline.algorithm.TheoremSchedule;
import org.plumbline.oracle.GaussianNoise;
import org.plumbline.problem.BilevelProblem;
import org.plumbline.problem.Problems;
import org.plumbline.random.SeedTree;
import org.plumbline.run.Probe;
import org.plumbline.run.Recording;
import org.plumbline.run.Runner;
import org.plumbline.run.StopReason;
import org.plumbline.run.StopRule;
import org.plumbline.run.Trace;
import org.plumbline.run.TracePoint;

/**
 * The "ε⁻⁶ in norm units" and the "ε⁻³ in squared units" are one method under one schedule: after the conversion of units
 * the two, written apart, give the same run, bit by bit.
 */
class ChenXuZhangIdentityTest {
    /** Free constants of the schedules, common to both methods. */
    private static final Map<String, Double> CONSTANTS =
            Map.of("cSigma", 0.5, "cN", 3.0, "cK", 2.0, "lowerStep", 0.05, "outerStep", 0.02, "cT", 2.0);

    /** The target in norm units; ε = ε′² = 1/16. Powers of two, so that no conversion rounds. */
    private static final double NORM_TARGET = 0.25;

    private static final Map<String, BilevelProblem> INSTANCES = new ConcurrentHashMap<>();

    /** The parameters as a reader of the paper would set them, from ε′ alone: K's constant is of ln(1/ε′). */
    private static StochasticPlPenalty inNormUnits(double target) {
        return new StochasticPlPenalty(
                0.5 * target,
                (long) Math.ceil(3 * Math.pow(target, -4)),
                (int) Math.ceil(4 * Math.log(1 / target)),
                0.05,
                0.02);
    }

    /** T = 2 ε′⁻² = 32 outer iterations. */
    private static long iterationsInNormUnits(double target) {
        return (long) Math.ceil(2 * Math.pow(target, -2));
    }

    private static TheoremSchedule.Point scheduled(String name, double epsilon) {
        return spec(name).card().schedule().at(epsilon, CONSTANTS);
    }

    private static AlgorithmSpec spec(String name) {
        return Algorithms.named(name);
    }

    private static List<TracePoint> run(String problem, BilevelAlgorithm method, long iterations) {
        // Looked up once: the catalogue of the regulators solves Riccati equations.
        BilevelProblem instance = INSTANCES.computeIfAbsent(problem, Problems::named);
        Trace trace = new Runner(
                        method,
                        instance.oracles(new GaussianNoise(0.1, 0.1)),
                        instance.start(),
                        StopRule.iterations(iterations),
                        SeedTree.of(7),
                        Recording.ALL)
                .run(Probe.NONE);
        assertEquals(StopReason.COMPLETED, trace.stop(), trace::detail);
        return trace.points();
    }

    /** Algorithm 1 by its own schedule at ε = ε′², the other method by hand from ε′: 32 iterations, the same bits. */
    @ParameterizedTest
    @ValueSource(strings = {"quadratic/claims", "sine-composite/claims", "lqr-reward-design/claims"})
    void theTraceIsThatOfAlgorithmOne(String problem) {
        TheoremSchedule.Point point = scheduled("algorithm-1", NORM_TARGET * NORM_TARGET);
        assertEquals(32, point.iterations());
        List<TracePoint> expected = run(problem, spec("algorithm-1").create(point.values()), point.iterations());
        List<TracePoint> points = run(problem, inNormUnits(NORM_TARGET), iterationsInNormUnits(NORM_TARGET));
        assertEquals(33, points.size());
        assertEquals(expected, points);
    }

    /** What the identity can tell: each of these departs from Algorithm 1 in one thing, and no longer matches. */
    @ParameterizedTest
    @ValueSource(strings = {"quadratic/claims", "sine-composite/claims", "lqr-reward-design/claims"})
    void aMethodThatDiffersInOneThingHasAnotherTrace(String problem) {
        FirstOrderPenalty one = (FirstOrderPenalty) spec("algorithm-1")
                .create(scheduled("algorithm-1", NORM_TARGET * NORM_TARGET).values());
        List<TracePoint> points = run(problem, inNormUnits(NORM_TARGET), 3);
        assertEquals(run(problem, one, 3), points);
        for (Coupling other : List.of(Coupling.INNER, Coupling.OUTER, Coupling.FULL)) {
            assertNotEquals(run(problem, one.with(other), 3), points);
        }
        assertNotEquals(run(problem, one.cold(), 3), points);
        double nextSigma = Math.nextUp(one.sigma());
        assertNotEquals(
                run(
                        problem,
                        FirstOrderPenalty.exact(
                                nextSigma, one.batch(), one.innerSteps(), one.lowerStep(), one.outerStep()),
                        3),
                points);
    }

    /**
     * At any ε′: both registered schedules at ε = ε′² against the laws in norm units. The conversions ε′² and its powers
     * round a few times, so to 1e-14 in relative terms before rounding up; T and the rest are equal between the methods.
     */
    @ParameterizedTest
    @ValueSource(doubles = {0.9, 0.7, 0.5, 0.3, 0.1, 0.03, 0.01})
    void theSchedulesAgreeAtEveryTargetAfterTheConversionOfUnits(double target) {
        TheoremSchedule.Point other = scheduled("chen-xu-zhang", target * target);
        assertEquals(scheduled("algorithm-1", target * target), other);
        assertClose(0.5 * target, other.values().get("sigma"));
        assertClose(3 * Math.pow(target, -4), other.values().get("batch"));
        assertClose(4 * Math.log(1 / target), other.values().get("innerSteps"));
        assertEquals(0.05, other.values().get("lowerStep"));
        assertEquals(0.02, other.values().get("outerStep"));
        assertEquals(iterationsInNormUnits(target), other.iterations());
    }

    private static void assertClose(double expected, Object actual) {
        assertEquals(expected, (Double) actual, 1e-14 * Math.abs(expected));
    }

    /** The laws, too, are equal in order, names, roles and exponents: a search treats both methods alike. */
    @Test
    void aSearchSeesTheSameLaws() {
        List<Law> one = spec("algorithm-1").card().schedule().laws();
        assertEquals(one, spec("chen-xu-zhang").card().schedule().laws());
        assertEquals(
                spec("algorithm-1").card().rate().squaredNormExponent(),
                spec("chen-xu-zhang").card().rate().squaredNormExponent());
    }
}
