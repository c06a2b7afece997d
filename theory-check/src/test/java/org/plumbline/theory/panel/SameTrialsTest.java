package org.plumbline.theory.panel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.plumbline.algorithm.AlgorithmCard;
import org.plumbline.algorithm.AlgorithmSpec;
import org.plumbline.algorithm.Algorithms;
import org.plumbline.algorithm.BilevelAlgorithm;
import org.plumbline.algorithm.Law;
import org.plumbline.algorithm.Role;
import org.plumbline.oracle.NoiseModel;
import org.plumbline.problem.BilevelProblem;
import org.plumbline.problem.Problems;
import org.plumbline.random.SeedTree;

/** No method is favoured: trials depend on the roles of its constants alone. */
class SameTrialsTest {
    private static final BilevelProblem PROBLEM = Problems.named("quadratic/isotropic");
    private static final Effort EFFORT = new Effort(16, 1, 40, 1, 1, 10);

    /** Another method, and what was asked of it. */
    private record Listening(AlgorithmSpec spec, List<Map<String, Object>> trials) implements AlgorithmSpec {
        @Override
        public AlgorithmCard card() {
            return spec.card();
        }

        @Override
        public Class<? extends BilevelAlgorithm> type() {
            return spec.type();
        }

        @Override
        public BilevelAlgorithm create(Map<String, ?> values) {
            trials.add(new TreeMap<>(values));
            return spec.create(values);
        }
    }

    /** Of the search at ε₀ = 1/2, without carrying over. */
    private static List<Map<String, Object>> trials(String name) {
        List<Map<String, Object>> trials = new ArrayList<>();
        Arena arena = new Arena("trials", PROBLEM, "exact", PROBLEM.oracles(NoiseModel.NONE), 0.5, 0.5);
        new Search(arena, new Listening(Algorithms.named(name), trials), EFFORT).at(0.5, false, SeedTree.of(1));
        assertEquals(16, trials.size());
        assertEquals(16, new HashSet<>(trials).size(), "no trial is made twice");
        return trials;
    }

    private static double number(Map<String, Object> values, String name) {
        return (Double) values.get(name);
    }

    @Test
    void algorithmOneAndItsTwinMakeIdenticalTrials() {
        assertEquals(trials("algorithm-1"), trials("chen-xu-zhang"));
    }

    /** σ = c ε^{1/2} against 1/σ = c′ ε^{−1/2}: their product is 1 at every trial, to 1e-14 as powers round. */
    @Test
    void theMultiplierOfF2bsaIsTheReciprocalOfThePenaltyOfAlgorithmOne() {
        List<Map<String, Object>> one = trials("algorithm-1");
        List<Map<String, Object>> other = trials("f2bsa");
        for (int i = 0; i < one.size(); i++) {
            assertEquals(1, number(one.get(i), "sigma") * number(other.get(i), "multiplier"), 1e-14);
            assertEquals(number(one.get(i), "batch"), number(other.get(i), "batch"));
            assertEquals(number(one.get(i), "innerSteps"), number(other.get(i), "innerSteps"));
            assertEquals(number(one.get(i), "lowerStep"), number(other.get(i), "lowerStep"));
        }
    }

    /** The whole range is searched: over 16 points no gap of the logarithmic scale is wider than a quarter. */
    @Test
    void trialsFillTheRangeOfTheRole() {
        Map<String, Role> roles = Map.of("batch", Role.BATCH, "outerStep", Role.OUTER_STEP, "sigma", Role.PENALTY);
        Map<String, Double> ranges = Map.of("batch", 32.0, "outerStep", 32.0, "sigma", 8.0);
        for (Law law : Algorithms.named("algorithm-1").card().schedule().laws()) {
            if (roles.containsKey(law.parameter())) {
                assertEquals(roles.get(law.parameter()), law.role());
                double[] places = trials("algorithm-1").stream()
                        .mapToDouble(values -> number(values, law.parameter()) / law.at(1, 0.5))
                        .map(c -> Math.log(c / law.role().at(0, 1)) / Math.log(ranges.get(law.parameter())))
                        .sorted()
                        .toArray();
                double before = 0;
                for (double place : places) {
                    assertTrue(place - before < 0.25 && place >= 0 && place <= 1, law + " at " + place);
                    before = place;
                }
                assertTrue(before > 0.75, law + " ends at " + before);
            }
        }
    }
}
