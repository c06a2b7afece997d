package org.plumbline.algorithm.penalty;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.plumbline.algorithm.BatchRecorder;
import org.plumbline.algorithm.BilevelAlgorithm;
import org.plumbline.algorithm.Gradient;
import org.plumbline.algorithm.Stepper;
import org.plumbline.numeric.Vectors;
import org.plumbline.oracle.Batch;
import org.plumbline.oracle.Constants;
import org.plumbline.oracle.FirstOrderOracle;
import org.plumbline.oracle.Ledger;
import org.plumbline.random.RandomStream;

/** One batch an outer iteration: the chains solve the sampled problem (of a finite sum, here), and not the true one. */
class OneBatchPenaltyTest implements PenaltyContract {
    @Override
    public int innerSteps() {
        return 20;
    }

    @Override
    public BilevelAlgorithm algorithm(double lowerStep) {
        return method(innerSteps(), lowerStep);
    }

    private static FirstOrderPenalty method(int innerSteps, double lowerStep) {
        return (FirstOrderPenalty) new PracticalPenalty.OneBatch()
                .create(Map.of(
                        "sigma", SIGMA,
                        "batch", BATCH,
                        "innerSteps", innerSteps,
                        "lowerStep", lowerStep,
                        "outerStep", OUTER_STEP));
    }

    /**
     * After 600 inner steps of half of 1/L both chains stand where the gradients of <em>their batch</em> vanish, ĝ_λ and
     * ĝ_λ + σf̂_λ: the factor of the slowest direction is below 0.96 a step with the noise of this seed, 1e-10 in all. With a
     * fresh batch the same gradients are of the size of the noise, 0.1/√7 a component.
     */
    @Test
    void theChainsEndWhereTheGradientsOfTheirBatchVanish() {
        FirstOrderOracle oracle = problem().oracles(NOISE).firstOrder(new Ledger());
        RandomStream stream = new RandomStream(5);
        BatchRecorder recorder = new BatchRecorder(oracle);
        double[] phi = problem().start().phi();
        Stepper stepper = method(600, 0.5 / problem().constants().require(Constants.L))
                .start(recorder, problem().start(), stream);
        stepper.step();
        assertEquals(1, recorder.drawn().size());
        assertTrue(residual(oracle, recorder.drawn().get(0), phi, stepper) < 1e-8);
        assertTrue(residual(oracle, oracle.draw(BATCH, stream), phi, stepper) > 1e-2);
    }

    private static double residual(FirstOrderOracle oracle, Batch batch, double[] phi, Stepper stepper) {
        Gradient lower = Gradient.of(oracle);
        Gradient penalised = Gradient.of(oracle);
        Gradient upper = Gradient.of(oracle);
        lower.lower(oracle, batch, phi, stepper.lambda());
        penalised.lower(oracle, batch, phi, stepper.penalisedLambda());
        upper.upper(oracle, batch, phi, stepper.penalisedLambda());
        double[] sum = penalised.lambda().clone();
        for (int j = 0; j < sum.length; j++) {
            sum[j] += SIGMA * upper.lambda()[j];
        }
        return Math.sqrt(Math.max(Vectors.squaredNorm(lower.lambda()), Vectors.squaredNorm(sum)));
    }
}
