package org.plumbline.algorithm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.plumbline.oracle.FiniteSum;
import org.plumbline.oracle.NoiseModel;
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
    private static final long SEEDS = 16;
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
     * N between targets 1/T-like apart, with logarithms divided out, against the stated exponent. Rounding up of batches
     * and steps, and the one-off cost of a first iteration, are worth less than 0.06 at these sizes. N is a mean over the
     * seeds 1 to 16 where two of them differ, as the number of products may be random: truncated at a uniform place, it
     * alone moves the slope by 0.014 (one standard deviation, at exponent 3/2), so that it fails once in 10⁴ methods.
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
        double slope = Math.log(drawn(spec, small) / drawn(spec, large)) / Math.log(large / small);
        assertEquals(schedule.sampleExponent(), slope, 0.06, schedule::toString);
    }

    /** Samples of the whole run at a target, without the factor ln(1/ε) of logarithmic laws. */
    private static double drawn(AlgorithmSpec spec, double epsilon) {
        TheoremSchedule schedule = spec.card().schedule();
        Map<String, Double> constants = new HashMap<>();
        double logarithms = 1;
        for (Law law : schedule.laws()) {
            switch (law.role()) {
                // Steps so small that nothing can diverge: only the counts matter.
                case LOWER_STEP, OUTER_STEP -> constants.put(law.constant(), 1e-9);
                case ITERATIONS, PENALTY, MULTIPLIER, MOMENTUM -> constants.put(law.constant(), 1.0);
                case BATCH -> constants.put(law.constant(), 20.0);
                case INNER -> constants.put(law.constant(), law.logarithmic() ? 50.0 : 20.0);
                case FIXED -> {}
            }
            logarithms *= law.logarithmic() ? -Math.log(epsilon) : 1;
        }
        TheoremSchedule.Point point = schedule.at(epsilon, constants);
        double samples = 0;
        for (long seed = 1; seed <= SEEDS; seed++) {
            double first = samples;
            Trace trace = new Runner(
                            spec.create(point.values()),
                            oracles(spec),
                            PROBLEM.start(),
                            StopRule.iterations(point.iterations()),
                            SeedTree.of(seed),
                            Recording.ENDS)
                    .run(Probe.NONE);
            assertEquals(StopReason.COMPLETED, trace.stop(), trace::detail);
            samples += trace.counts().samples();
            if (seed == 2 && samples == 2 * first) {
                return first / logarithms;
            }
        }
        return samples / SEEDS / logarithms;
    }

    /** A finite sum where terms are asked for by index; few, so that tables over all of them weigh little. */
    private static Oracles oracles(AlgorithmSpec spec) {
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
