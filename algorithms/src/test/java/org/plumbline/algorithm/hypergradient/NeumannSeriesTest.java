package org.plumbline.algorithm.hypergradient;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.apache.commons.math3.linear.RealMatrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.plumbline.algorithm.BatchRecorder;
import org.plumbline.oracle.Batch;
import org.plumbline.oracle.Constants;
import org.plumbline.oracle.GaussianNoise;
import org.plumbline.oracle.Ledger;
import org.plumbline.oracle.NoiseModel;
import org.plumbline.oracle.SecondOrderOracle;
import org.plumbline.problem.BilevelProblem;
import org.plumbline.problem.Problems;
import org.plumbline.random.RandomStream;

/** Both truncations against the closed form of their bias, which no series is summed for. */
class NeumannSeriesTest {
    private static final BilevelProblem PROBLEM = Problems.named("quadratic/claims");
    private static final double STEP = 1 / PROBLEM.constants().require(Constants.L);
    private static final double[] U = {1, -2, 0.5, 3, -1, 0.25};

    private final double[] phi = PROBLEM.start().phi();
    private final double[] lambda = PROBLEM.start().lambda();
    private final RealMatrix hessian = TruncatedInverse.hessian(PROBLEM, phi, lambda);

    private static SecondOrderOracle oracle(NoiseModel noise) {
        return PROBLEM.oracles(noise).secondOrder(new Ledger()).orElseThrow();
    }

    private static NeumannSeries series(NoiseModel noise) {
        return new NeumannSeries(oracle(noise), new RandomStream(1), STEP);
    }

    /** \(H^{-1}u - (I-\eta H)^b H^{-1}u\). */
    private double[] closedForm(int terms) {
        double[] expected = TruncatedInverse.inverse(hessian).operate(U);
        double[] bias = TruncatedInverse.bias(hessian, STEP, terms, U);
        for (int j = 0; j < expected.length; j++) {
            expected[j] -= bias[j];
        }
        return expected;
    }

    /** Numbers of order 1, at most 100 contractions and a condition of 10: 1e-13 is a hundred roundings. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 30, 100})
    void theSumMissesTheInverseByTheClosedForm(int terms) {
        double[] sum = new double[U.length];
        series(NoiseModel.NONE).sum(terms - 1, j -> 1, phi, lambda, U, sum);
        assertArrayEquals(closedForm(terms), sum, 1e-13);
    }

    /** Over every p the random truncation averages to the same sum: an enumeration, no sampling. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 30, 100})
    void theMeanOfARandomTermMissesItByTheSame(int terms) {
        NeumannSeries series = series(NoiseModel.NONE);
        double[] mean = new double[U.length];
        for (int p = 0; p < terms; p++) {
            double[] term = U.clone();
            series.term(p, terms, 1, phi, lambda, term);
            for (int j = 0; j < mean.length; j++) {
                mean[j] += term[j] / terms;
            }
        }
        assertArrayEquals(closedForm(terms), mean, 1e-13);
    }

    /**
     * The number of products of the random term is p. 3000 draws from {0, 1, 2}: each count has deviation 26, so 1000 ± 160
     * fails with probability 1e-8 (seed 1).
     */
    @Test
    void theRandomTermIsUniform() {
        RandomStream stream = new RandomStream(1);
        int[] seen = new int[3];
        for (int i = 0; i < 3000; i++) {
            Ledger ledger = new Ledger();
            SecondOrderOracle oracle =
                    PROBLEM.oracles(NoiseModel.NONE).secondOrder(ledger).orElseThrow();
            new NeumannSeries(oracle, stream, STEP).random(3, 1, phi, lambda, U.clone());
            seen[Math.toIntExact(ledger.counts().secondOrder())]++;
        }
        for (int count : seen) {
            assertEquals(1000, count, 160);
        }
    }

    /** A factor squared has another mean than the product of two independent factors: no batch may come twice. */
    @Test
    void everyProductHasItsOwnBatchOfTheStatedSize() {
        BatchRecorder recorder = new BatchRecorder(oracle(new GaussianNoise(0.1, 0.1)));
        NeumannSeries series = new NeumannSeries(recorder, new RandomStream(1), STEP);
        series.sum(5, j -> 10L * j, phi, lambda, U, new double[U.length]);
        series.term(3, 4, 7, phi, lambda, U.clone());
        List<Batch> used = recorder.batches();
        assertEquals(8, recorder.distinctBatches());
        assertEquals(
                List.of(10L, 20L, 30L, 40L, 50L, 7L, 7L, 7L),
                used.stream().map(Batch::size).toList());
        assertEquals(
                8,
                used.stream()
                        .map(batch -> batch.replay(0).nextLong())
                        .distinct()
                        .count());
    }
}
