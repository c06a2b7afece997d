package org.plumbline.algorithm.penalty;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.plumbline.algorithm.BatchRecorder;
import org.plumbline.algorithm.Stepper;
import org.plumbline.oracle.Batch;
import org.plumbline.oracle.FirstOrderOracle;
import org.plumbline.oracle.Ledger;
import org.plumbline.oracle.NoiseModel;
import org.plumbline.oracle.Start;
import org.plumbline.problem.BilevelFunctions;
import org.plumbline.problem.BilevelProblem;
import org.plumbline.problem.Problems;
import org.plumbline.random.RandomStream;

/** Algorithm 1 against a second writing of it, from theory.md §2. */
class PenaltyStepperTest {
    private static final double SIGMA = 0.3;
    private static final double TAU = 0.05;
    private static final double TAU_PENALISED = 0.04;
    private static final double ETA = 0.02;
    private static final int K = 3;

    /** Three outer iterations of Algorithm 1 with exact gradients, in a straight line. */
    private static double[][] straightLine(BilevelFunctions functions, Start start, double[] second, boolean cold) {
        int p = functions.upperDimension();
        int d = functions.lowerDimension();
        double[] phi = start.phi();
        double[] lambda = start.lambda();
        double[] lambdaPrime = second.clone();
        for (int t = 0; t < 3; t++) {
            if (cold) {
                lambda = start.lambda();
                lambdaPrime = second.clone();
            }
            for (int k = 0; k < K; k++) {
                double[] gLambda = new double[d];
                functions.lowerGradient(phi, lambda, new double[p], gLambda);
                double[] gLambdaPrime = new double[d];
                functions.lowerGradient(phi, lambdaPrime, new double[p], gLambdaPrime);
                double[] fLambdaPrime = new double[d];
                functions.upperGradient(phi, lambdaPrime, new double[p], fLambdaPrime);
                for (int j = 0; j < d; j++) {
                    lambda[j] = lambda[j] - TAU * gLambda[j];
                    lambdaPrime[j] = lambdaPrime[j] - TAU_PENALISED * (gLambdaPrime[j] + SIGMA * fLambdaPrime[j]);
                }
            }
            double[] fPhi = new double[p];
            functions.upperGradient(phi, lambdaPrime, fPhi, new double[d]);
            double[] gPhiAtPrime = new double[p];
            functions.lowerGradient(phi, lambdaPrime, gPhiAtPrime, new double[d]);
            double[] gPhi = new double[p];
            functions.lowerGradient(phi, lambda, gPhi, new double[d]);
            for (int i = 0; i < p; i++) {
                phi[i] = phi[i] - ETA * (fPhi[i] + (gPhiAtPrime[i] - gPhi[i]) / SIGMA);
            }
        }
        return new double[][] {phi, lambda, lambdaPrime};
    }

    private static FirstOrderPenalty method(Coupling coupling, boolean cold) {
        return new FirstOrderPenalty(SIGMA, 2, K, TAU, TAU_PENALISED, ETA, coupling, cold);
    }

    /** The same operations in the same order on numbers of order 1: a few units in the last place. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void threeIterationsEqualTheStraightLine(boolean cold) {
        for (String id : List.of("quadratic/claims", "sine-composite/claims")) {
            BilevelProblem problem = Problems.named(id);
            FirstOrderOracle oracle = problem.oracles(NoiseModel.NONE).firstOrder(new Ledger());
            for (Coupling coupling : Coupling.values()) {
                Stepper stepper = method(coupling, cold).start(oracle, problem.start(), new RandomStream(1));
                for (int t = 0; t < 3; t++) {
                    stepper.step();
                }
                double[][] expected = straightLine(
                        problem.truth().functions(),
                        problem.start(),
                        problem.start().lambda(),
                        cold);
                assertArrayEquals(expected[0], stepper.phi(), 1e-15);
                assertArrayEquals(expected[1], stepper.lambda(), 1e-15);
                assertArrayEquals(expected[2], stepper.penalisedLambda(), 1e-15);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void chainsThatStartApartEqualTheStraightLine(boolean cold) {
        BilevelProblem problem = Problems.named("sine-composite/claims");
        double[] second = problem.sampleLower(problem.start().phi(), new RandomStream(3));
        Stepper stepper = method(Coupling.NONE, cold)
                .startApart(
                        problem.oracles(NoiseModel.NONE).firstOrder(new Ledger()),
                        problem.start(),
                        second,
                        new RandomStream(1));
        for (int t = 0; t < 3; t++) {
            stepper.step();
        }
        double[][] expected = straightLine(problem.truth().functions(), problem.start(), second, cold);
        assertArrayEquals(expected[0], stepper.phi(), 1e-14);
        assertArrayEquals(expected[1], stepper.lambda(), 1e-14);
        assertArrayEquals(expected[2], stepper.penalisedLambda(), 1e-14);
    }

    /** Which queries share a batch is what tells the couplings apart; without noise it cannot be seen. */
    @Test
    void batchesAreSharedExactlyWhereTheCouplingSays() {
        assertEquals(2 * K + 2, distinctBatches(Coupling.NONE));
        assertEquals(K + 2, distinctBatches(Coupling.INNER));
        assertEquals(2 * K + 1, distinctBatches(Coupling.OUTER));
        assertEquals(K + 1, distinctBatches(Coupling.FULL));
        assertEquals(1, distinctBatches(Coupling.ITERATION));
    }

    /** One batch for a whole iteration is not one for the whole run. */
    @Test
    void everyIterationDrawsItsOwnBatch() {
        BilevelProblem problem = Problems.named("quadratic/claims");
        BatchRecorder recorder =
                new BatchRecorder(problem.oracles(NoiseModel.NONE).firstOrder(new Ledger()));
        Stepper stepper = method(Coupling.ITERATION, false).start(recorder, problem.start(), new RandomStream(1));
        stepper.step();
        stepper.step();
        List<Batch> used = recorder.batches();
        assertEquals(2, recorder.drawn().size());
        assertEquals(Collections.nCopies(3 * K + 3, recorder.drawn().get(0)), used.subList(0, 3 * K + 3));
        assertEquals(Collections.nCopies(3 * K + 3, recorder.drawn().get(1)), used.subList(3 * K + 3, 6 * K + 6));
    }

    private static long distinctBatches(Coupling coupling) {
        BilevelProblem problem = Problems.named("quadratic/claims");
        BatchRecorder recorder =
                new BatchRecorder(problem.oracles(NoiseModel.NONE).firstOrder(new Ledger()));
        method(coupling, false)
                .start(recorder, problem.start(), new RandomStream(1))
                .step();
        assertEquals(3 * K + 3, recorder.uses().size());
        return recorder.distinctBatches();
    }
}
