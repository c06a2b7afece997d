package org.plumbline.oracle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.plumbline.random.RandomStream;
import org.plumbline.random.SeedTree;

class BoundedNoiseTest {
    private static final double R = 1.7;
    private static final OracleAnswers POINT = OracleAnswers.at(new double[2], new double[3]);
    private static final SecondOrderOracle ORACLE = new BoundedNoise(R).around(new ZeroOracle(2, 3));

    private static RandomStream stream(String name) {
        return SeedTree.of(37).child("bounded").child(name).stream();
    }

    /** False-alarm rates are stated in {@link SameLaw}: 4e-5. */
    @Test
    void theMeanOfABatchHasTheLawOfTheAverageOfSingleSamples() {
        SameLaw.assertMeanOfBatchIsAverageOfSingles(ORACLE, POINT, stream("law"));
    }

    /** A sum of squares of unit vectors, scaled: rounding of a few units. */
    @Test
    void aSingleSampleHasExactlyTheRadiusInEachPart() {
        RandomStream stream = stream("length");
        for (int i = 0; i < 100; i++) {
            double[] answer = POINT.ask(ORACLE, 1, stream);
            assertEquals(R, norm(Arrays.copyOfRange(answer, 0, 2)), 1e-14);
            assertEquals(R, norm(Arrays.copyOfRange(answer, 2, 5)), 1e-14);
            assertEquals(R, norm(Arrays.copyOfRange(answer, 5, 7)), 1e-14);
            assertEquals(R, norm(Arrays.copyOfRange(answer, 7, 10)), 1e-14);
        }
    }

    @Test
    void noBatchIsLongerThanTheRadius() {
        RandomStream stream = stream("batch");
        for (int i = 0; i < 300; i++) {
            double[] answer = POINT.ask(ORACLE, 1 + i % 4, stream);
            assertTrue(norm(Arrays.copyOfRange(answer, 2, 5)) <= R * (1 + 1e-14));
        }
    }

    /**
     * The mean of 20 000 samples within five standard errors in each of 10 components (false alarm 6e-6); the trace of
     * the covariance about a known mean would be r² without error, about the sample mean it is within 1e-3.
     */
    @Test
    void theMeanIsZeroAndTheTraceIsTheSquaredRadius() {
        OracleAnswers.Moments moments = POINT.moments(ORACLE, 1, 20_000, stream("moments"));
        for (int i = 0; i < 10; i++) {
            assertEquals(0, moments.mean()[i], 5 * moments.standardError(i));
        }
        assertEquals(R * R, moments.trace(0, 2), 3e-3 * R * R);
        assertEquals(R * R, moments.trace(2, 5), 3e-3 * R * R);
    }

    private static double norm(double[] x) {
        return Math.sqrt(Arrays.stream(x).map(t -> t * t).sum());
    }

    @ParameterizedTest
    @ValueSource(doubles = {-1e-9, Double.NaN, Double.POSITIVE_INFINITY})
    void aRadiusOutOfRangeIsRefused(double radius) {
        assertThrows(IllegalArgumentException.class, () -> new BoundedNoise(radius));
    }
}
