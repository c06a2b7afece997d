package org.plumbline.theory.claim.practice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.plumbline.algorithm.penalty.Coupling;
import org.plumbline.algorithm.penalty.FirstOrderPenalty;
import org.plumbline.theory.Verdict;

/** The rule of PRAC-1 on errors that are known, and the forms that it compares. */
class OrderingTest {
    private static final Ordering THIRD = new Ordering(Shortcut.COUPLED, Shortcut.EXACT, true, 1.0 / 3);
    private static final Ordering TWICE = new Ordering(Shortcut.FIXED_SIGMA, Shortcut.COUPLED, false, 2);

    /** Errors whose logarithms scatter by one tenth up and down around that of a median. */
    private static double[] around(double median) {
        double[] errors = new double[10];
        Arrays.setAll(errors, i -> median * Math.exp(i % 2 == 0 ? 0.1 : -0.1));
        return errors;
    }

    private static Map<Shortcut, double[]> errors(double exact, double coupled, double fixed) {
        Map<Shortcut, double[]> errors = new EnumMap<>(Shortcut.class);
        double[] of = around(exact);
        Arrays.setAll(of, i -> i < 5 ? exact * 1.1 : exact / 1.1);
        errors.put(Shortcut.EXACT, of);
        errors.put(Shortcut.COUPLED, around(coupled));
        double[] constant = around(fixed);
        Arrays.setAll(constant, i -> i < 5 ? fixed / 1.2 : fixed * 1.2);
        errors.put(Shortcut.FIXED_SIGMA, constant);
        return errors;
    }

    private static Verdict decide(Map<Shortcut, double[]> errors) {
        return Ordering.decide(List.of(THIRD.test(errors), TWICE.test(errors)));
    }

    @Test
    void allOnTheirSidesAreSupported() {
        assertEquals(Verdict.SUPPORTED, decide(errors(1, 0.1, 1)));
    }

    @Test
    void oneOnTheOtherSideRefutes() {
        assertEquals(Verdict.NOT_SUPPORTED, decide(errors(1, 1, 9)));
        assertEquals(Verdict.NOT_SUPPORTED, decide(errors(1, 0.1, 0.1)));
    }

    @Test
    void oneAtItsFactorLeavesItUndecided() {
        assertEquals(Verdict.INCONCLUSIVE, decide(errors(1, 1.0 / 3, 9)));
    }

    /** A control on the very runs of its prediction could not fail where the prediction holds. */
    @Test
    void controlsHaveRunsOfTheirOwn() {
        for (Ordering.Prediction each : Ordering.PREDICTIONS) {
            assertFalse(Set.of(each.ordering().of(), each.ordering().to())
                    .contains(each.broken().of()));
        }
    }

    /** Ratios do not depend on the unit of the errors. */
    @Test
    void ratiosAreOfGeometricMeans() {
        Ordering.Tested one = THIRD.test(errors(1, 0.2, 1));
        Ordering.Tested scaled = THIRD.test(errors(50, 10, 1));
        assertEquals(Math.log(0.2), one.logarithm().mean(), 1e-14, "ten logarithms, each rounded to 1e-16");
        assertEquals(one.logarithm().mean(), scaled.logarithm().mean(), 1e-14, "the same rounding");
        assertEquals(
                1, one.pFor() + one.pAgainst(), 1e-12, "a continuous distribution, as far as its code is accurate");
        assertTrue(one.pFor() < one.pAgainst());
    }

    @Test
    void everyFormDrawsNoMoreBatchesThanTheExactOne() {
        FirstOrderPenalty exact = FirstOrderPenalty.exact(0.1, 60, 5, 0.5, 0.1);
        for (Shortcut form : Shortcut.values()) {
            FirstOrderPenalty method = form.of(exact, 0.7);
            long drawn = method.batch() * (2L * method.innerSteps() + 2);
            assertEquals(form == Shortcut.FEWER ? 60 * 4 : 60 * 12, drawn, form.words());
            assertEquals(form == Shortcut.FIXED_SIGMA ? 0.7 : 0.1, method.sigma(), form.words());
            assertEquals(form == Shortcut.COLD || form == Shortcut.COLD_SINGLE_STEP, method.coldStart(), form.words());
        }
        assertEquals(Coupling.FULL, Shortcut.COUPLED.of(exact, 0.7).coupling());
        assertEquals(Coupling.ITERATION, Shortcut.ONE_BATCH.of(exact, 0.7).coupling());
    }
}
