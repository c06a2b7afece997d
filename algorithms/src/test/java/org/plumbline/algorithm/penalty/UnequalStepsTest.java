package org.plumbline.algorithm.penalty;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The threshold of docs/theory.md, "Unequal chain steps", on {@link HandQuadratic} (h = w = 1, ρ = 0 for τ = 1): chains whose
 * steps differ lag behind the moving φ by different amounts, and what they differ by is divided by σ.
 */
class UnequalStepsTest {
    private static final double ETA = 0.25;

    /** (η/σ) s ρ′/(1+ρ′) with ρ′ = (1 − ½(1+σ))^K and s = 1/(1+σ), over 1 − ηm/2 with m = 1 + s: stable iff below 1. */
    private static double load(double sigma, int innerSteps) {
        double s = 1 / (1 + sigma);
        double rest = Math.pow(1 - 0.5 * (1 + sigma), innerSteps);
        return ETA / sigma * s * rest / (1 + rest) / (1 - ETA * (1 + s) / 2);
    }

    /** The distance from the stationary point of Φ_σ at 1/(2+σ). */
    private static double distance(double sigma, int innerSteps, double lowerStep, double penalisedStep) {
        FirstOrderPenalty method =
                new FirstOrderPenalty(sigma, 1, innerSteps, lowerStep, penalisedStep, ETA, Coupling.NONE, false);
        return Math.abs(HandQuadratic.after(400, method, 1, 0).phi()[0] - 1 / (2 + sigma));
    }

    /**
     * At these σ no load lies between 0.88 and 1.2, so that 400 iterations tell. A stable load leaves a factor below 0.95 an
     * iteration, 1e-9 in all; an unstable one grows by 1.1 and more.
     */
    @ParameterizedTest
    @ValueSource(doubles = {1.0 / 16, 1.0 / 128, 1.0 / 1024})
    void theHalfStepNeedsAnInnerLoopThatGrowsAsSigmaFalls(double sigma) {
        int needed = 1;
        while (load(sigma, needed) >= 1) {
            needed++;
        }
        assertTrue(load(sigma, needed) < 0.9 && load(sigma, needed - 1) > 1.2, "too near to the threshold");
        assertEquals(0, distance(sigma, needed, 1, 0.5), 1e-8);
        assertTrue(!(distance(sigma, needed - 1, 1, 0.5) < 100));
        // ln(ηh/σ)/ln(1/q′) with q′ = ½, up to a constant: one more step for every halving of σ.
        assertEquals(Math.log(ETA / sigma) / Math.log(2), needed, 1.1);
    }

    /** One inner step a chain is enough however small σ is: the slowest factor is below 0.9. */
    @ParameterizedTest
    @ValueSource(doubles = {1.0 / 16, 1.0 / 128, 1.0 / 1024})
    void equalStepsDoNot(double sigma) {
        assertEquals(0, distance(sigma, 1, 0.5, 0.5), 1e-8);
        assertEquals(0, distance(sigma, 1, 1, 1), 1e-8);
    }
}
