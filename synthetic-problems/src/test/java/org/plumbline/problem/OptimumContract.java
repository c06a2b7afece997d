package org.plumbline.problem;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.Test;
import org.plumbline.random.RandomStream;

/** The optimum that a problem says it knows is one, and the start is not. */
@FunctionalInterface
public interface OptimumContract extends ProblemUnderTest {
    /** 1e-9 stands well above the rounding of a manufactured linear term and far below every target of a claim. */
    @Test
    default void theHypergradientVanishesAtTheKnownOptimum() {
        GroundTruth truth = problem().truth();
        KnownOptimum optimum = known(truth);
        double norm = Vectors.norm(truth.hypergradient(optimum.phi()));
        assertTrue(norm <= 1e-9, () -> "‖∇Φ‖ = " + norm + " at the known optimum");
        assertEquals(truth.objective(optimum.phi()), optimum.value(), 1e-12 * (1 + Math.abs(optimum.value())));
    }

    /** Looks near the optimum as well as all over the box. */
    @Test
    default void aGlobalOptimumIsNotBeatenBySampledPoints() {
        Box box = problem().box();
        GroundTruth truth = problem().truth();
        KnownOptimum optimum = known(truth);
        assumeTrue(optimum.kind() == KnownOptimum.Kind.GLOBAL, "the optimum is only called stationary");
        RandomStream stream = seeds("global").stream();
        double floor = optimum.value() - 1e-13 * (1 + Math.abs(optimum.value()));
        for (int i = 0; i < 500; i++) {
            double[] near =
                    Vectors.plus(optimum.phi(), Math.pow(10, -(i % 5)), Vectors.unit(optimum.phi().length, stream));
            for (double[] phi : new double[][] {near, box.sample(stream)}) {
                double value = truth.objective(phi);
                assertTrue(value >= floor, () -> "Φ = " + value + " < " + optimum.value());
            }
        }
    }

    /** A run that begins at the answer would make every method look good. */
    @Test
    default void theStartIsFeasibleAndNotStationary() {
        GroundTruth truth = problem().truth();
        double[] phi = problem().start().phi();
        double[] lambda = problem().start().lambda();
        assertTrue(Double.isFinite(truth.functions().lower(phi, lambda)));
        assertTrue(Double.isFinite(truth.functions().upper(phi, lambda)));
        assertTrue(Vectors.norm(truth.hypergradient(phi)) > 1e-3);
    }

    private static KnownOptimum known(GroundTruth truth) {
        assumeTrue(truth.knownOptimum().isPresent(), "the instance states no optimum");
        return truth.knownOptimum().orElseThrow();
    }
}
