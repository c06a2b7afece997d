package org.plumbline.algorithm.penalty;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.plumbline.algorithm.AlgorithmUnderTest;
import org.plumbline.algorithm.BilevelAlgorithm;
import org.plumbline.algorithm.BilevelAlgorithmContract;
import org.plumbline.algorithm.Stepper;
import org.plumbline.numeric.Vectors;
import org.plumbline.oracle.Constants;
import org.plumbline.oracle.Draw;
import org.plumbline.oracle.NoiseModel;
import org.plumbline.oracle.OracleCounts;
import org.plumbline.run.Probe;
import org.plumbline.run.StopReason;
import org.plumbline.run.Trace;

class DynamicBarrierTest implements BilevelAlgorithmContract {
    private static final long BATCH = 7;
    private static final int K = 100;
    private static final double XI = 0.02;

    @Override
    public BilevelAlgorithm algorithm(double lowerStep) {
        return new DynamicBarrier(BATCH, K, lowerStep, XI, 0.5);
    }

    /** n(K+2) lower and n upper gradients. */
    @Override
    public OracleCounts publishedCost() {
        return AlgorithmUnderTest.cost(Map.of(Draw.LOWER_GRADIENT, BATCH * (K + 2), Draw.UPPER_GRADIENT, BATCH));
    }

    @Override
    public double[] limitGradient(double[] phi) {
        return problem().truth().hypergradient(phi);
    }

    /** Time 60 of the flow \(\varphi' = -(I+C^\top C)^{-1}\nabla\Phi\), whose slowest mode has a rate above 0.15: e^-9. */
    @Override
    public long iterationsToConverge() {
        return Math.round(60 / XI);
    }

    /**
     * In place of convergence: the multiplier grows as the gap falls until steps across ∇q are unstable, at a gap that is
     * proportional to the step ξ, and with a constant ξ the method stays there. So the strongest true statement is that
     * ‖∇Φ‖ falls as ξ: halving it halves ‖∇Φ‖, up to terms in ξ², here a few per cent of it.
     */
    @Override
    @Test
    public void withoutNoiseTheGradientOfItsLimitVanishes() {
        double whole = residual(XI, iterationsToConverge());
        double half = residual(XI / 2, 2 * iterationsToConverge());
        assertEquals(2, whole / half, 0.1);
    }

    private double residual(double xi, long iterations) {
        double tau = 1 / problem().constants().require(Constants.L);
        Trace trace = run(
                new DynamicBarrier(1, K, tau, xi, 0.5), problem().oracles(NoiseModel.NONE), iterations, 1, Probe.NONE);
        assertEquals(StopReason.COMPLETED, trace.stop(), trace::detail);
        return Math.sqrt(Vectors.squaredNorm(limitGradient(trace.last().phi())));
    }

    /**
     * By hand with K = 1, τ = ½, ξ = 0.1, θ = ½. From φ = −1, λ = 0: λ̂ = −½, ∇q = (−1 + ½, 1) = (−½, 1), ∇f = (−1, −1),
     * ⟨∇f,∇q⟩/‖∇q‖² = −½/1.25 = −0.4, m = 0.9; φ = −1 + 0.1(1 + 0.45) = −0.855, λ = 0.1(1 − 0.9) = 0.01.
     */
    @Test
    void oneIterationIsThatByHand() {
        Stepper stepper = HandQuadratic.after(1, new DynamicBarrier(1, 1, 0.5, 0.1, 0.5), -1, 0);
        assertEquals(-0.5, stepper.lambda()[0], 1e-15);
        assertEquals(-0.855, stepper.phi()[0], 1e-15);
        assertEquals(0.01, stepper.penalisedLambda()[0], 1e-15);
    }

    /** The second inner loop begins at λ₁ = 0.01, not where the first ended, at −½: λ̂ = 0.01 − ½(0.01 + 0.855) = −0.4225. */
    @Test
    void everyInnerLoopBeginsAtTheIterate() {
        Stepper stepper = HandQuadratic.after(2, new DynamicBarrier(1, 1, 0.5, 0.1, 0.5), -1, 0);
        assertEquals(-0.4225, stepper.lambda()[0], 1e-15);
    }

    /**
     * From φ = 1, λ = 0: λ̂ = ½, ∇q = (½, −1), ∇f = (1, −1), the quotient is 1.5/1.25 = 1.2 and m = max(½ − 1.2, 0) = 0:
     * f falls fast enough along −∇q by itself. φ = 0.9, λ = 0.1.
     */
    @Test
    void theMultiplierIsNeverNegative() {
        Stepper stepper = HandQuadratic.after(1, new DynamicBarrier(1, 1, 0.5, 0.1, 0.5), 1, 0);
        assertEquals(0.9, stepper.phi()[0], 1e-15);
        assertEquals(0.1, stepper.penalisedLambda()[0], 1e-15);
    }

    /** At φ = λ = 1 the lower level is solved, ∇q = 0 and 0/0 stands in the multiplier: the step is that of ∇f = (1, 0). */
    @Test
    void aSolvedLowerLevelLeavesTheGradientOfTheUpperLoss() {
        Stepper stepper = HandQuadratic.after(1, new DynamicBarrier(1, 1, 0.5, 0.1, 0.5), 1, 1);
        assertEquals(0.9, stepper.phi()[0], 1e-15);
        assertEquals(1, stepper.penalisedLambda()[0], 1e-15);
    }

    /**
     * With λ̂ = φ (1 inner step of size 1 is exact here), δ = λ − φ and s = λ + φ: ∇q = δ(−1, 1), the part of ∇f across it is
     * (s−1)/2·(1, 1), and while m is positive δ and s − 1 are multiplied by 1 − 2ξθ and 1 − ξ. From φ = 0, λ = 2 and with
     * θ = ½ both factors are 1 − ξ, m = 1/(2δ) stays positive, and φ = (s − δ)/2 = ½ − ½(1−ξ)ⁿ goes to the optimum of Φ.
     * Rounding is divided by δ = 5e-5 after 100 steps: 1e-10.
     */
    @Test
    void withOneLowerVariableTheIteratesFollowTheirClosedForm() {
        Stepper stepper = HandQuadratic.after(100, new DynamicBarrier(1, 1, 1, 0.1, 0.5), 0, 2);
        double factor = Math.pow(0.9, 100);
        assertEquals(0.5 - factor / 2, stepper.phi()[0], 1e-10);
        assertEquals(0.5 + 1.5 * factor, stepper.penalisedLambda()[0], 1e-10);
    }
}
