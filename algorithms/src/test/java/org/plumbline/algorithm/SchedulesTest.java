package org.plumbline.algorithm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.plumbline.oracle.Draw;
import org.plumbline.oracle.FiniteSum;
import org.plumbline.oracle.NoiseModel;
import org.plumbline.oracle.OracleCounts;
import org.plumbline.oracle.Oracles;
import org.plumbline.problem.BilevelProblem;
import org.plumbline.problem.Problems;
import org.plumbline.random.SeedTree;
import org.plumbline.run.Probe;
import org.plumbline.run.Recording;
import org.plumbline.run.Runner;
import org.plumbline.run.StopReason;
import org.plumbline.run.StopRule;
import org.plumbline.run.Trace;

/** Every registered method: its card is complete, its schedule builds it, and the ledger grows as the schedule says. */
class SchedulesTest {
    private static final BilevelProblem PROBLEM = Problems.named("quadratic/claims");

    static List<AlgorithmSpec> methods() {
        return Algorithms.all();
    }

    @Test
    void everyNameIsTakenOnce() {
        List<String> names = methods().stream().map(spec -> spec.card().name()).toList();
        assertEquals(names.stream().distinct().toList(), names);
    }

    /** A parameter that the record lacks would be listed and then refused. */
    @ParameterizedTest
    @MethodSource("methods")
    void theListedParametersAreThoseOfTheRecord(AlgorithmSpec spec) {
        assertEquals(
                Stream.of(spec.type().getRecordComponents())
                        .map(component -> component.getName())
                        .toList(),
                spec.card().parameters().stream().map(Parameter::name).toList());
    }

    /**
     * Every kind of draw between targets 1/T-like apart, against the stated exponent, which is that of the kind that grows
     * fastest; at these sizes another kind may still dominate their sum. Only some kinds carry the logarithm of a law, so
     * that the exponent of a kind is its slope or its slope with the logarithms divided out: one kind must have the stated
     * exponent, none a greater one. Rounding up of batches and steps, and the one-off cost of a first iteration, are worth
     * less than 0.06 at these sizes.
     */
    @ParameterizedTest
    @MethodSource("methods")
    void theLedgerGrowsWithTheStatedExponent(AlgorithmSpec spec) {
        TheoremSchedule schedule = spec.card().schedule();
        Law iterations = schedule.laws().stream()
                .filter(law -> law.parameter().equals(Law.ITERATIONS))
                .findFirst()
                .orElseThrow();
        double large = Math.pow(64, 1 / iterations.exponent());
        double small = Math.pow(512, 1 / iterations.exponent());
        Map<Draw, Double> few = drawn(spec, large);
        Map<Draw, Double> many = drawn(spec, small);
        double width = Math.log(large / small);
        double logarithms = Math.log(logarithms(schedule, small) / logarithms(schedule, large)) / width;
        double exponent = schedule.sampleExponent();
        double nearest = Double.POSITIVE_INFINITY;
        for (Draw kind : few.keySet()) {
            double slope = Math.log(many.get(kind) / few.get(kind)) / width;
            double withoutLogarithms = slope - logarithms;
            assertTrue(withoutLogarithms <= exponent + 0.06, () -> kind + " " + withoutLogarithms + " " + schedule);
            nearest = Math.min(nearest, Math.min(Math.abs(slope - exponent), Math.abs(withoutLogarithms - exponent)));
        }
        assertEquals(0, nearest, 0.06, schedule::toString);
    }

    private static double logarithms(TheoremSchedule schedule, double epsilon) {
        return schedule.laws().stream()
                .filter(Law::logarithmic)
                .mapToDouble(law -> -Math.log(epsilon))
                .reduce(1, (x, y) -> x * y);
    }

    /**
     * Samples of the whole run at a target, by kind. Where they are random, the mean of 20 runs: with one of b products
     * uniform in every iteration, its slope then has a deviation of 0.02, and 0.06 is three of them: false alarms 1e-3 a
     * method (seeds 1 to 20).
     */
    private static Map<Draw, Double> drawn(AlgorithmSpec spec, double epsilon) {
        TheoremSchedule.Point point = spec.card().schedule().at(epsilon, constants(spec));
        boolean random = !run(spec, point, 8, 1).equals(run(spec, point, 8, 2));
        int runs = random ? 20 : 1;
        OracleCounts counts = OracleCounts.NONE;
        for (int seed = 1; seed <= runs; seed++) {
            counts = counts.plus(run(spec, point, point.iterations(), seed));
        }
        Map<Draw, Double> mean = new EnumMap<>(Draw.class);
        for (Draw kind : Draw.values()) {
            if (kind.isSample() && counts.of(kind) > 0) {
                mean.put(kind, (double) counts.of(kind) / runs);
            }
        }
        return mean;
    }

    private static Map<String, Double> constants(AlgorithmSpec spec) {
        Map<String, Double> constants = new HashMap<>();
        for (Law law : spec.card().schedule().laws()) {
            switch (law.role()) {
                // Steps so small that nothing can diverge: only the counts matter.
                case LOWER_STEP, JOINT_STEP, OUTER_STEP -> constants.put(law.constant(), 1e-9);
                case ITERATIONS, PENALTY, MULTIPLIER, MOMENTUM -> constants.put(law.constant(), 1.0);
                case BATCH -> constants.put(law.constant(), 20.0);
                case INNER -> constants.put(law.constant(), law.logarithmic() ? 50.0 : 20.0);
                case FIXED -> {}
            }
        }
        return constants;
    }

    private static OracleCounts run(AlgorithmSpec spec, TheoremSchedule.Point point, long iterations, long seed) {
        Trace trace = new Runner(
                        spec.create(point.values()),
                        oracles(spec),
                        PROBLEM.start(),
                        StopRule.iterations(iterations),
                        SeedTree.of(seed),
                        Recording.ENDS)
                .run(Probe.NONE);
        assertEquals(StopReason.COMPLETED, trace.stop(), trace::detail);
        return trace.counts();
    }

    /**
     * A finite sum where terms are asked for by index; few, so that tables over all of them weigh little. An agent that is
     * charged for and not simulated where one is asked for.
     */
    private static Oracles oracles(AlgorithmSpec spec) {
        if (TabularAlgorithm.class.isAssignableFrom(spec.type())
                || ModelAlgorithm.class.isAssignableFrom(spec.type())) {
            return new ChargesOnly();
        }
        return PROBLEM.oracles(
                FiniteSumAlgorithm.class.isAssignableFrom(spec.type())
                        ? new FiniteSum(4, 4, 0, 0, 1)
                        : NoiseModel.NONE);
    }

    @ParameterizedTest
    @MethodSource("methods")
    void theCardIsComplete(AlgorithmSpec spec) {
        AlgorithmCard card = spec.card();
        assertTrue(Stream.of(card.description(), card.oracles()).noneMatch(String::isBlank));
        assertTrue(card.rate().exponent() > 0);
    }
}
