package org.plumbline.theory.claim.variance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.plumbline.oracle.GaussianNoise;
import org.plumbline.oracle.Ledger;
import org.plumbline.problem.BilevelProblem;
import org.plumbline.problem.Problems;
import org.plumbline.random.RandomStream;
import org.plumbline.theory.claim.variance.HypergradientNoise.Redrawn;

/** The closed form of the variance against samples. */
class GaussianVarianceTest {
    /** 8000 batches of a two-dimensional estimate: a relative deviation of at most 1.6 per cent each, held to five of them. */
    @ParameterizedTest
    @EnumSource
    void theVarianceOfSamplesIsTheClosedForm(Redrawn redrawn) {
        BilevelProblem problem = Problems.named("sine-composite/claims");
        GaussianNoise noise = new GaussianNoise(1, 0.5);
        double[] phi = problem.start().phi();
        double[] lower = problem.truth().lowerSolution(phi);
        double[] penalised = problem.truth().penalisedSolution(phi, 0.25);
        double measured = new HypergradientNoise(
                        problem.oracles(noise).firstOrder(new Ledger()), phi, lower, penalised, redrawn)
                .variances(0.25, 4, 8000, new RandomStream(3))
                .estimate();
        double exact = new GaussianVariance(noise, phi, lower, penalised).of(0.25, 4, redrawn);
        assertEquals(1, measured / exact, redrawn == Redrawn.ONE_IN_EIGHT ? 0.16 : 0.08);
    }
}
