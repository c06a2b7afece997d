package org.plumbline.oracle;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.plumbline.random.RandomStream;
import org.plumbline.random.SeedTree;

class GaussianNoiseTest {
    private static final double S = 0.7;
    private static final double M = 1.3;
    private static final double[] PHI = {0.8, -1.1};
    private static final double[] LAMBDA = {0.5, -2, 1.5};
    private static final OracleAnswers POINT = OracleAnswers.at(PHI, LAMBDA);

    private static SecondOrderOracle noise(double additive, double multiplicative) {
        return new GaussianNoise(additive, multiplicative).around(new ZeroOracle(2, 3));
    }

    private static RandomStream stream(String name) {
        return SeedTree.of(31).child("gaussian").child(name).stream();
    }

    /** False-alarm rates are stated in {@link SameLaw}: 4e-5 each. */
    @Test
    void theOneShotMeanHasTheLawOfTheAverageOfSingleSamples() {
        SameLaw.assertMeanOfBatchIsAverageOfSingles(noise(S, 0), POINT, stream("law-additive"));
        SameLaw.assertMeanOfBatchIsAverageOfSingles(noise(0, M), POINT, stream("law-multiplicative"));
    }

    /**
     * Over 20 000 draws a trace has a relative standard error of at most √(2/20000) = 0.01; five of them, four traces:
     * false alarm 2e-6.
     */
    @Test
    void theTraceOfTheCovarianceIsTheStatedFormula() {
        double lambdaSquared = 0.25 + 4 + 2.25;
        double tiledPhiSquared = 0.64 + 1.21 + 0.64;
        double lambdaPart = S * S * 3 + M * M * (lambdaSquared + tiledPhiSquared);
        double phiPart = S * S * 2 + M * M * lambdaSquared;
        OracleAnswers.Moments moments = POINT.moments(noise(S, M), 1, 20_000, stream("trace"));
        assertEquals(phiPart, moments.trace(0, 2), 0.05 * phiPart);
        assertEquals(lambdaPart, moments.trace(2, 5), 0.05 * lambdaPart);
        assertEquals(phiPart, moments.trace(5, 7), 0.05 * phiPart);
        assertEquals(lambdaPart, moments.trace(7, 10), 0.05 * lambdaPart);
    }

    /**
     * The noises of f and g in one batch are independent: 25 correlations, each within five standard errors 1/√20000,
     * false alarm 25·6e-7.
     */
    @Test
    void theNoisesOfBothLossesAreUncorrelated() {
        OracleAnswers.Moments moments = POINT.moments(noise(S, M), 1, 20_000, stream("independent"));
        double[][] c = moments.covariance();
        for (int i = 0; i < 5; i++) {
            for (int j = 5; j < 10; j++) {
                assertEquals(0, c[i][j] / Math.sqrt(c[i][i] * c[j][j]), 5 / Math.sqrt(20_000));
            }
        }
    }

    @Test
    void additiveNoiseCancelsExactlyUnderACommonBatch() {
        SecondOrderOracle oracle = noise(S, 0);
        Batch batch = oracle.draw(3, stream("cancel"));
        double[] elsewhere = {9, 9, 9};
        assertArrayEquals(
                POINT.ask(oracle, batch), OracleAnswers.at(PHI, elsewhere).ask(oracle, batch));
    }

    /** Else a test of coupled sampling would be empty. The difference is itself linear in the displacement. */
    @Test
    void multiplicativeNoiseDoesNotCancelButItsDifferenceIsLipschitz() {
        SecondOrderOracle oracle = noise(0, M);
        Batch batch = oracle.draw(3, stream("no-cancel"));
        double[] here = POINT.ask(oracle, batch);
        double near =
                gap(here, OracleAnswers.at(PHI, new double[] {0.6, -2, 1.5}).ask(oracle, batch));
        double far =
                gap(here, OracleAnswers.at(PHI, new double[] {1.5, -2, 1.5}).ask(oracle, batch));
        assertTrue(near > 1e-3, () -> "the difference vanishes: " + near);
        assertEquals(10 * near, far, 1e-12 * far);
    }

    private static double gap(double[] x, double[] y) {
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
            sum += (x[i] - y[i]) * (x[i] - y[i]);
        }
        return Math.sqrt(sum);
    }

    /** The noisy gradient is linear in λ, so a difference quotient of step 1 is exact up to rounding. */
    @Test
    void productsAreTheDerivativesOfTheNoisyGradientUnderTheSameBatch() {
        SecondOrderOracle oracle = noise(S, M);
        double[] vector = {0.3, -0.4, 1.2};
        double[] moved = {0.8, -2.4, 2.7};
        for (long n : new long[] {1, 7}) {
            Batch batch = oracle.draw(n, stream("products"));
            double[] here = POINT.ask(oracle, batch);
            double[] there = OracleAnswers.at(PHI, moved).ask(oracle, batch);
            double[] hessian = new double[3];
            double[] jacobian = new double[2];
            oracle.hessianVector(batch, PHI, LAMBDA, vector, hessian);
            oracle.jacobianVector(batch, PHI, LAMBDA, vector, jacobian);
            for (int i = 0; i < 2; i++) {
                assertEquals(there[i] - here[i], jacobian[i], 1e-14 * 10);
            }
            for (int j = 0; j < 3; j++) {
                assertEquals(there[2 + j] - here[2 + j], hessian[j], 1e-14 * 10);
            }
        }
    }

    /** With p above d the upper coordinates beyond d carry additive noise only; nothing runs out of bounds. */
    @Test
    void moreUpperThanLowerCoordinatesAreAllowed() {
        SecondOrderOracle oracle = new GaussianNoise(0, 1).around(new ZeroOracle(3, 1));
        double[] answer =
                OracleAnswers.at(new double[] {1, 2, 3}, new double[] {1}).ask(oracle, 1, stream("tall"));
        assertArrayEquals(new double[] {0, 0}, new double[] {answer[1], answer[2]});
        assertTrue(answer[0] != 0 && answer[3] != 0);
    }

    @ParameterizedTest
    @ValueSource(doubles = {-1e-9, Double.NaN, Double.POSITIVE_INFINITY})
    void aLevelOutOfRangeIsRefused(double level) {
        assertThrows(IllegalArgumentException.class, () -> new GaussianNoise(level, 0));
        assertThrows(IllegalArgumentException.class, () -> new GaussianNoise(0, level));
    }
}
