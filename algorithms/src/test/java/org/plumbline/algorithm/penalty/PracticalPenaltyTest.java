package org.plumbline.algorithm.penalty;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.plumbline.algorithm.AlgorithmSpec;
import org.plumbline.algorithm.Algorithms;
import org.plumbline.algorithm.Stepper;
import org.plumbline.algorithm.TheoremSchedule;

/** What the variants of Algorithm 1 do, by hand and against closed forms. */
class PracticalPenaltyTest {
    private static FirstOrderPenalty create(AlgorithmSpec spec, Map<String, Object> values) {
        return (FirstOrderPenalty) spec.create(values);
    }

    /**
     * K = 1 on {@link ByHand}, σ = ½, τ = ¼, η = ½. First: g_λ = −2 and f_λ = −3, so λ = ½ and λ′ = ¼(2 + 3/2) = ⅞; above,
     * f_φ = 1 and g_φ = ¼ at λ′, 1 at λ, so d = 1 + 2(¼ − 1) = −½ and φ = 5/4. Second, from there: λ = ½ + ¼·3/2 = ⅞ and
     * λ′ = ⅞ + ¼(¾ + 17/16) = 85/64; d = 5/4 + 2(−5/32 − ¾) = −9/16, φ = 49/32. All are binary fractions: no tolerance.
     */
    @Test
    void twoIterationsWithOneInnerStepAreThoseByHand() {
        Stepper stepper = ByHand.start(create(
                new PracticalPenalty.SingleStep(),
                Map.of("sigma", 0.5, "batch", 1, "lowerStep", 0.25, "outerStep", 0.5)));
        stepper.step();
        assertEquals(0.5, stepper.lambda()[0]);
        assertEquals(7.0 / 8, stepper.penalisedLambda()[0]);
        assertEquals(5.0 / 4, stepper.phi()[0]);
        stepper.step();
        assertEquals(7.0 / 8, stepper.lambda()[0]);
        assertEquals(85.0 / 64, stepper.penalisedLambda()[0]);
        assertEquals(49.0 / 32, stepper.phi()[0]);
    }

    /**
     * The same with a cold start: the second iteration begins at λ = λ′ = 0 again, so λ = ¼·5/2 = ⅝, λ′ = ¼(5/2 + 3/2) = 1,
     * d = 5/4 + 2(½ − 5/4) = −¼ and φ = 11/8.
     */
    @Test
    void theColdStartGoesBackToTheStartPoint() {
        Stepper stepper = ByHand.start(create(
                new PracticalPenalty.Cold(),
                Map.of("sigma", 0.5, "batch", 1, "innerSteps", 1, "lowerStep", 0.25, "outerStep", 0.5)));
        stepper.step();
        assertEquals(5.0 / 4, stepper.phi()[0]);
        stepper.step();
        assertEquals(5.0 / 8, stepper.lambda()[0]);
        assertEquals(1, stepper.penalisedLambda()[0]);
        assertEquals(11.0 / 8, stepper.phi()[0]);
    }

    /**
     * One σ for all targets, on {@link HandQuadratic}: the limit is the stationary point 1/(2+σ) of Φ_σ, where ∇Φ = 2φ − 1 =
     * −σ/(2+σ), whatever the target. Exact gradients: the slowest factor is below 0.9 in 300 iterations, so rounding is left.
     */
    @ParameterizedTest
    @ValueSource(doubles = {0.25, 0.01})
    void theBiasOfAFixedSigmaStays(double epsilon) {
        AlgorithmSpec spec = new PracticalPenalty.FixedSigma();
        TheoremSchedule.Point point = spec.card()
                .schedule()
                .at(
                        epsilon,
                        Map.of("sigma", 0.5, "cN", 1.0, "cK", 8.0, "lowerStep", 0.5, "outerStep", 0.25, "cT", 1.0));
        double phi =
                HandQuadratic.after(300, create(spec, point.values()), 1, 0).phi()[0];
        assertEquals(-0.5 / 2.5, 2 * phi - 1, 1e-12);
    }

    /** The registered names build what they say, and their runs carry a name of their own where the updates differ. */
    @Test
    void theNamesStandForTheOptions() {
        Map<String, Object> values =
                Map.of("sigma", 0.5, "batch", 4, "innerSteps", 3, "lowerStep", 0.25, "outerStep", 0.5);
        FirstOrderPenalty cold = create(Algorithms.named("algorithm-1-cold"), values);
        assertEquals(FirstOrderPenalty.exact(0.5, 4, 3, 0.25, 0.5).cold(), cold);
        assertEquals("algorithm-1-cold", cold.name());
        FirstOrderPenalty shared = create(Algorithms.named("algorithm-1-one-batch"), values);
        assertEquals(FirstOrderPenalty.exact(0.5, 4, 3, 0.25, 0.5).with(Coupling.ITERATION), shared);
        assertEquals("algorithm-1-one-batch", shared.name());
        assertEquals(
                FirstOrderPenalty.exact(0.5, 4, 3, 0.25, 0.5),
                create(Algorithms.named("algorithm-1-fixed-sigma"), values));
        assertEquals(
                FirstOrderPenalty.exact(0.5, 4, 1, 0.25, 0.5),
                create(
                        Algorithms.named("algorithm-1-single-step"),
                        Map.of("sigma", 0.5, "batch", 4, "lowerStep", 0.25, "outerStep", 0.5)));
    }

    /** Only the variant whose limit is another point bounds another quantity. */
    @Test
    void theFixedSigmaAloneBoundsTheProxy() {
        for (String name : List.of("algorithm-1-cold", "algorithm-1-single-step", "algorithm-1-one-batch")) {
            assertTrue(Algorithms.named(name).card().rate().criterion().isOfHypergradient());
        }
        assertFalse(Algorithms.named("algorithm-1-fixed-sigma")
                .card()
                .rate()
                .criterion()
                .isOfHypergradient());
    }
}
